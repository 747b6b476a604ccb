import { createServer, type AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingMail, SendOutcome } from '../../server/channels/mail-channel';
import { startChaosProxy, type ChaosProxy } from '../support/chaos-proxy';
import { freePort } from '../support/free-port';
import { startSmtpSink, type SmtpSink } from '../support/smtp-sink';
import { makeCertificates } from '../support/tls';
import { connectionTo, HOST, localChannel, mailText, outgoing, PASSWORD, USER } from './mailbox-fixture';

let sink: SmtpSink;
let proxy: ChaosProxy;
beforeEach(async () => {
  sink = await startSmtpSink({ passwords: { [USER]: PASSWORD }, maxSize: 3_000_000 });
  proxy = await startChaosProxy({ port: sink.port });
});
afterEach(async () => {
  await proxy.stop();
  await sink.stop();
});

const ANA = 'ana@cliente.test';
const LUIS = 'luis@cliente.test';
const raw = mailText('Re: P-2041', 'Le adjuntamos el presupuesto.\r\n.\r\n..punto');
const big = mailText('Big', 'x'.repeat(76).concat('\r\n').repeat(20_000));

async function send(
  mail: OutgoingMail = outgoing(raw, [ANA]),
  port = sink.port,
  signal = new AbortController().signal
): Promise<SendOutcome> {
  const outcome = await localChannel({ smtp: [port] }).send(connectionTo({}, { port }), mail, signal);
  const told =
    outcome.status === 'not-sent' ? `${outcome.trouble.detail} ${outcome.trouble.message}` : JSON.stringify(outcome);
  expect(told).not.toMatch(/canary/i);
  return outcome;
}
const codeOf = (outcome: SendOutcome) => (outcome.status === 'not-sent' ? outcome.trouble.code : outcome.status);

describe('a mail that is accepted', () => {
  it('arrives byte for byte, once, with its envelope', async () => {
    const outcome = await send(outgoing(raw, [ANA, LUIS]));
    expect(outcome).toEqual({
      status: 'accepted',
      response: '250 2.0.0 Ok: queued',
      recipients: [
        { address: ANA, status: 'accepted', message: null },
        { address: LUIS, status: 'accepted', message: null },
      ],
    });
    expect(sink.mails).toHaveLength(1);
    expect(sink.mails[0]).toMatchObject({ from: USER, to: [ANA, LUIS] });
    expect(sink.mails[0]?.raw.toString()).toBe(raw);
  });

  it('tells per recipient whom the server refused', async () => {
    sink.behaviour = {
      rcptTo: (address) => (address === LUIS ? { code: 550, message: '5.1.1 No\u0007 such   user' } : null),
    };
    expect(await send(outgoing(raw, [ANA, LUIS]))).toMatchObject({
      status: 'accepted',
      recipients: [
        { address: ANA, status: 'accepted' },
        { address: LUIS, status: 'rejected', message: '550 5.1.1 No such user' },
      ],
    });
    expect(sink.mails[0]?.to).toEqual([ANA]);
  });

  it('goes encrypted, to the server with the right name only', async () => {
    const certificates = makeCertificates(HOST);
    const secure = await startSmtpSink({ passwords: { [USER]: PASSWORD }, tls: certificates.good });
    const mail = outgoing(raw, [ANA]);
    const connection = connectionTo({}, { port: secure.port, security: 'starttls' });
    const trusting = localChannel({ smtp: [secure.port] }, { trustedCa: certificates.ca });
    expect(await trusting.send(connection, mail, new AbortController().signal)).toMatchObject({ status: 'accepted' });
    expect(secure.mails[0]?.secure).toBe(true);
    const strict = localChannel({ smtp: [secure.port] });
    expect(codeOf(await strict.send(connection, mail, new AbortController().signal))).toBe('tls-certificate-untrusted');
    await secure.stop();
    certificates.remove();
  });
});

describe('a mail that the server refuses', () => {
  it.each([
    ['every recipient', { rcptTo: () => ({ code: 550, message: '5.1.1 unknown' }) }, 'recipient-refused'],
    ['the sender', { mailFrom: () => ({ code: 553, message: '5.7.1 not yours' }) }, 'sender-refused'],
    ['the content', { data: { code: 554, message: '5.7.1 looks like spam' } }, 'message-refused'],
  ] as const)('for %s is rejected for good', async (_what, behaviour, code) => {
    sink.behaviour = behaviour;
    const outcome = await send(outgoing(raw, [ANA, LUIS]));
    expect(outcome).toMatchObject({ status: 'rejected', code });
    expect(outcome.status === 'rejected' && outcome.recipients.map(({ address, status }) => [address, status])).toEqual(
      [
        [ANA, 'rejected'],
        [LUIS, 'rejected'],
      ]
    );
    expect(sink.mails).toEqual([]);
  });

  it('for its size is rejected before it is sent', async () => {
    const outcome = await send(outgoing(`${big}${big}`, [ANA]));
    expect(outcome).toMatchObject({ status: 'rejected', code: 'message-refused' });
  });

  it.each([
    ['recipient', { rcptTo: () => ({ code: 450, message: '4.2.0 greylisted' }) }, 'server-unavailable'],
    ['sender', { mailFrom: () => ({ code: 451, message: '4.3.0 later' }) }, 'server-unavailable'],
    ['content', { data: { code: 451, message: '4.7.1 Try again' } }, 'server-unavailable'],
    [
      'number of connections',
      { mailFrom: () => ({ code: 432, message: '4.3.2 Concurrent connections' }) },
      'throttled',
    ],
    ['rate', { data: { code: 452, message: '4.5.3 too many messages' } }, 'throttled'],
    ['moment', { data: { code: 421, message: '4.3.0 shutting down' } }, 'server-unavailable'],
  ] as const)('for now because of the %s may be tried again', async (_what, behaviour, code) => {
    sink.behaviour = behaviour;
    expect(codeOf(await send())).toBe(code);
    expect(sink.mails).toEqual([]);
  });

  it('counts as not sent when one recipient is refused for good and the other for now', async () => {
    sink.behaviour = {
      rcptTo: (address) => (address === ANA ? { code: 550, message: 'no' } : { code: 451, message: 'later' }),
    };
    expect(codeOf(await send(outgoing(raw, [ANA, LUIS])))).toBe('server-unavailable');
  });
});

describe('a login that fails', () => {
  it('is refused, or the server is not ready for it', async () => {
    sink.setPassword(USER, 'changed');
    expect(codeOf(await send())).toBe('login-refused');
    sink.behaviour = { login: { code: 454, message: '4.7.0 Temporary authentication failure' } };
    expect(codeOf(await send())).toBe('server-unavailable');
    sink.behaviour = { login: { code: 421, message: '4.7.0 Too many login attempts' } };
    expect(codeOf(await send())).toBe('throttled');
  });

  it('is what "authentication required" means, to whichever command it is said', async () => {
    sink.behaviour = { rcptTo: () => ({ code: 530, message: '5.7.0 Authentication required' }) };
    expect(codeOf(await send())).toBe('login-refused');
  });
});

describe('a connection that breaks', () => {
  it('before the mail: not sent', async () => {
    expect(codeOf(await send(undefined, await freePort()))).toBe('connection-refused');
    for (const cutWhen of ['EHLO', 'AUTH', 'MAIL FROM']) {
      proxy.faults = { cutWhen };
      expect(codeOf(await send(undefined, proxy.port)), cutWhen).toBe('connection-lost');
    }
    expect(sink.mails).toEqual([]);
  });

  it('in the middle of the mail: not sent, and the server has nothing', async () => {
    // More than the buffers of the two systems hold: what they hold has left us, and may have arrived.
    const roomy = await startSmtpSink({ passwords: { [USER]: PASSWORD } });
    roomy.behaviour = { data: { dropAfterBytes: 1_000 } };
    expect(codeOf(await send(outgoing(big.repeat(16), [ANA]), roomy.port))).toBe('connection-lost');
    expect(roomy.mails).toEqual([]);
    await roomy.stop();
  });

  it('after the final dot, before the answer: uncertain, whether the server has it or not', async () => {
    sink.behaviour = { data: 'accept-and-drop' };
    expect(await send()).toEqual({ status: 'uncertain', detail: 'SMTP ECONNECTION' });
    expect(sink.mails).toHaveLength(1);
    sink.behaviour = { data: 'drop' };
    expect((await send()).status).toBe('uncertain');
    expect((await send(outgoing(big, [ANA]))).status).toBe('uncertain');
    expect(sink.mails).toHaveLength(1);
  });

  it('at the final dot itself is never told as not sent', async () => {
    proxy.faults = { cutWhen: /\r\n\.\r\n$/ };
    expect((await send(undefined, proxy.port)).status).toBe('uncertain');
  });

  it('with an answer that is not one: uncertain', async () => {
    const odd = createServer((socket) => {
      socket.on('error', () => undefined);
      let data = false;
      socket.write('220 odd ESMTP\r\n');
      socket.on('data', (chunk: Buffer) => {
        const text = chunk.toString();
        if (text.endsWith('\r\n.\r\n')) return socket.write('hello?\r\n');
        if (data) return undefined;
        if (text.startsWith('DATA')) data = true;
        return socket.write(data ? '354 go\r\n' : '250 ok\r\n');
      });
    });
    await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve));
    expect((await send(undefined, (odd.address() as AddressInfo).port)).status).toBe('uncertain');
    odd.close();
  });

  it('because we stop: not sent before the mail is out, uncertain after', async () => {
    const early = new AbortController();
    early.abort();
    expect(codeOf(await send(undefined, sink.port, early.signal))).toBe('connection-lost');
    expect(sink.logins).toEqual([]);

    sink.behaviour = { data: 'hang' };
    const late = new AbortController();
    setTimeout(() => late.abort(), 1_000);
    const from = Date.now();
    expect((await send(undefined, sink.port, late.signal)).status).toBe('uncertain');
    expect(Date.now() - from).toBeLessThan(3_000);
  });
});

describe('a stored mail that cannot be read to its end', () => {
  it.each([
    ['is shorter than it should be', outgoing(raw, [ANA], { size: raw.length + 10 })],
    ['is longer than it should be', outgoing(raw, [ANA], { size: raw.length - 10 })],
  ])('because it %s does not go out', async (_what, mail) => {
    expect(codeOf(await send(mail))).toBe('internal-error');
    expect(sink.mails).toEqual([]);
  });

  it('because its file breaks does not go out, and the file is closed', async () => {
    let destroyed = false;
    const broken = new Readable({
      read() {
        this.push(Buffer.from(raw.slice(0, 50)));
        this.destroy(new Error('EIO'));
      },
      destroy(error, done) {
        destroyed = true;
        done(error);
      },
    });
    expect(codeOf(await send(outgoing(raw, [ANA], { raw: () => Promise.resolve(broken) })))).toBe('internal-error');
    expect(sink.mails).toEqual([]);
    expect(destroyed).toBe(true);
  });

  it('is not opened while the server refuses us', async () => {
    sink.setPassword(USER, 'changed');
    let opened = 0;
    await send(
      outgoing(raw, [ANA], {
        raw: () => {
          opened += 1;
          return Promise.resolve(Readable.from([raw]));
        },
      })
    );
    expect(opened).toBe(0);
  });
});

describe('words of the server', () => {
  it('never hold the password, should the server say it', async () => {
    sink.behaviour = {
      data: { code: 554, message: `5.7.1 bad ${PASSWORD} and ${Buffer.from(PASSWORD).toString('base64')}` },
    };
    expect(await send()).toMatchObject({ response: '554 5.7.1 bad *** and ***' });
  });

  it('are cut to a length that fits', async () => {
    sink.behaviour = { data: { code: 554, message: `5.7.1 ${'long '.repeat(500)}` } };
    const outcome = await send();
    expect(outcome.status === 'rejected' && outcome.response.length).toBe(500);
  });
});

describe('addresses that try to smuggle commands', () => {
  it.each(['v@x.test>\r\nRCPT TO:<e@evil.test', 'v@x.test\r\nDATA', '<v@x.test>'])(
    'are not sent: %j',
    async (address) => {
      const outcome = await send(outgoing(raw, [address]));
      expect(outcome.status).toBe('not-sent');
      expect(sink.mails).toEqual([]);
    }
  );
});
