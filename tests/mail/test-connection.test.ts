import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestStep } from '../../server/api/contracts/accounts';
import { startChaosProxy } from '../support/chaos-proxy';
import { startDovecot, type Dovecot } from '../support/dovecot';
import { freePort } from '../support/free-port';
import { startSmtpSink, type SmtpSink } from '../support/smtp-sink';
import { makeCertificates, type CertificateFiles, type Certificates } from '../support/tls';
import { connectionTo, localChannel, HOST, PASSWORD, USER } from './mailbox-fixture';

const passwords = { [USER]: PASSWORD };
let certificates: Certificates;
let plain: Dovecot;
let secure: Dovecot;
const sinks: Record<'plain' | 'starttls' | 'tls', SmtpSink> = {} as never;

beforeAll(async () => {
  certificates = makeCertificates(HOST);
  plain = await startDovecot({ passwords });
  secure = await startDovecot({ passwords, tls: certificates.good });
  sinks.plain = await startSmtpSink({ passwords });
  sinks.starttls = await startSmtpSink({ passwords, tls: certificates.good });
  sinks.tls = await startSmtpSink({ passwords, tls: { ...certificates.good, implicit: true } });
});
afterAll(async () => {
  await Promise.all([plain.stop(), secure.stop(), ...Object.values(sinks).map((sink) => sink.stop())]);
  certificates.remove();
});

type Where = Parameters<typeof connectionTo>[0] & { port: number };
async function run(
  imap: Where,
  smtp: Where,
  more: { password?: string; deps?: Parameters<typeof localChannel>[1] } = {}
) {
  const channel = localChannel({ imap: [imap.port], smtp: [smtp.port] }, { trustedCa: certificates.ca, ...more.deps });
  const steps = await channel.test(
    connectionTo(imap, smtp, more.password ? { password: more.password } : {}),
    new AbortController().signal
  );
  expect(JSON.stringify(steps)).not.toMatch(/canary/i);
  return steps;
}
const of = (steps: TestStep[], target: 'imap' | 'smtp') =>
  steps
    .filter((step) => step.target === target)
    .map(({ step, status, code }) => `${step} ${status}${code ? ` ${code}` : ''}`);
const smtpOk = () => ({ port: sinks.plain.port });
const imapOk = () => ({ port: plain.imapPort });

const ALL_OK = ['resolve ok', 'connect ok', 'tls ok', 'login ok'];
const refusedAt = (step: string, code: string, names = ['resolve', 'connect', 'tls', 'login', 'folders']) => {
  const at = names.indexOf(step);
  return names.map((name, index) => `${name} ${index < at ? 'ok' : index === at ? `failed ${code}` : 'skipped'}`);
};
const SMTP = ['resolve', 'connect', 'tls', 'login'];

describe('a test of a working account', () => {
  it('passes with TLS', async () => {
    const steps = await run({ port: secure.imapsPort, security: 'tls' }, { port: sinks.tls.port, security: 'tls' });
    expect(of(steps, 'imap')).toEqual([...ALL_OK, 'folders ok']);
    expect(of(steps, 'smtp')).toEqual(ALL_OK);
  });

  it('passes with STARTTLS', async () => {
    const steps = await run(
      { port: secure.imapPort, security: 'starttls' },
      { port: sinks.starttls.port, security: 'starttls' }
    );
    expect(of(steps, 'imap')).toEqual([...ALL_OK, 'folders ok']);
    expect(of(steps, 'smtp')).toEqual(ALL_OK);
  });

  it('has no TLS step where no encryption is asked for and the host allows that', async () => {
    const steps = await run(imapOk(), smtpOk());
    expect(of(steps, 'imap')).toEqual(['resolve ok', 'connect ok', 'tls skipped', 'login ok', 'folders ok']);
    expect(of(steps, 'smtp')).toEqual(['resolve ok', 'connect ok', 'tls skipped', 'login ok']);
  });

  it('sends and changes nothing', async () => {
    await run(imapOk(), smtpOk());
    expect(sinks.plain.mails).toEqual([]);
  });

  it('warns of a read-only mailbox and of a missing folder of sent mail', async () => {
    const locked = await startDovecot({ passwords, readOnlyUsers: [USER] });
    const bare = await startDovecot({ passwords, sentFolder: null });
    try {
      expect(of(await run({ port: locked.imapPort }, smtpOk()), 'imap')[4]).toBe('folders warning mailbox-read-only');
      expect(of(await run({ port: bare.imapPort }, smtpOk()), 'imap')[4]).toBe('folders warning sent-folder-missing');
    } finally {
      await locked.stop();
      await bare.stop();
    }
  });
});

describe('a test of wrong settings', () => {
  it('names a host that does not exist, on its side only', async () => {
    const steps = await run({ ...imapOk(), host: 'mial.example.test' }, smtpOk());
    expect(of(steps, 'imap')).toEqual(refusedAt('resolve', 'host-not-found'));
    expect(of(steps, 'smtp')[3]).toBe('login ok');
    const [first] = steps;
    expect(first?.message).toBe('The server name was not found.');
    expect(first?.action).toBe('Check the spelling of the server name.');
  });

  it('names a port on which nobody listens', async () => {
    const steps = await run({ port: await freePort() }, { port: await freePort() });
    expect(of(steps, 'imap')).toEqual(refusedAt('connect', 'connection-refused'));
    expect(of(steps, 'smtp')).toEqual(refusedAt('connect', 'connection-refused', SMTP));
  });

  it.each(['8.8.8.8', '169.254.169.254', 'internal.example.test', '2130706434'])(
    'gives %s, where the host does not allow it, one and the same refusal',
    async (host) => {
      const lookup = () => Promise.resolve([{ address: '10.0.0.7' }, { address: 'fd00::7' }]);
      const channel = localChannel({ imap: [993], smtp: [587] }, { lookup });
      const steps = await channel.test(
        connectionTo(
          { host: host === '8.8.8.8' ? '192.168.0.1' : host, port: 993, security: 'tls' },
          { host: '10.1.1.1', port: 587, security: 'starttls' }
        ),
        new AbortController().signal
      );
      expect(of(steps, 'imap')).toEqual(refusedAt('resolve', 'address-not-allowed'));
      expect(of(steps, 'smtp')).toEqual(refusedAt('resolve', 'address-not-allowed', SMTP));
    }
  );

  it('refuses ports that are no mail ports without a packet', async () => {
    let connections = 0;
    const server = createServer(() => (connections += 1));
    const port = await listen(server);
    const channel = localChannel({ imap: [143], smtp: [587] });
    const steps = await channel.test(connectionTo({ port }, { port }), new AbortController().signal);
    expect(of(steps, 'imap')).toEqual(refusedAt('resolve', 'port-not-allowed'));
    expect(of(steps, 'smtp')).toEqual(refusedAt('resolve', 'port-not-allowed', SMTP));
    expect(connections).toBe(0);
    server.close();
  });

  it('tells a wrong password, tries it once, and not on the other server too', async () => {
    const before = sinks.plain.logins.length;
    const steps = await run(imapOk(), smtpOk(), { password: 'canary-wrong' });
    expect(of(steps, 'imap')).toEqual(
      refusedAt('login', 'login-refused').map((step) => (step === 'tls ok' ? 'tls skipped' : step))
    );
    expect(of(steps, 'smtp')).toEqual(['resolve ok', 'connect ok', 'tls skipped', 'login skipped']);
    expect(sinks.plain.logins).toHaveLength(before);
  });

  it('tells a password that only the outgoing server refuses', async () => {
    const other = await startSmtpSink({ passwords: { [USER]: 'another one' } });
    const steps = await run(imapOk(), { port: other.port });
    expect(of(steps, 'imap')[3]).toBe('login ok');
    expect(of(steps, 'smtp')[3]).toBe('login failed login-refused');
    expect(other.logins).toHaveLength(1);
    await other.stop();
  });

  it('tells a web server from a mail server, with and without TLS asked for', async () => {
    const web = createHttpServer((_request, response) => response.end('canary'));
    const port = await listen(web);
    const withTls = await run({ port, security: 'tls' }, { port, security: 'tls' });
    expect(of(withTls, 'imap')).toEqual(refusedAt('tls', 'not-a-mail-server'));
    expect(of(withTls, 'smtp')).toEqual(refusedAt('tls', 'not-a-mail-server', SMTP));
    // It waits for us to speak, as any server of another protocol may.
    const without = await run({ port, security: 'starttls' }, { port, security: 'starttls' });
    expect(of(without, 'imap')).toEqual(refusedAt('connect', 'not-a-mail-server'));
    expect(of(without, 'smtp')).toEqual(refusedAt('connect', 'not-a-mail-server', SMTP));
    web.closeAllConnections();
    web.close();
  }, 60_000);

  it('tells servers that greet in another language', async () => {
    const ssh = createServer((socket) => socket.on('error', () => undefined).write('SSH-2.0-OpenSSH_9.2 canary\r\n'));
    const port = await listen(ssh);
    const steps = await run({ port, security: 'starttls' }, { port, security: 'starttls' });
    expect(of(steps, 'imap')).toEqual(refusedAt('connect', 'not-a-mail-server'));
    expect(of(steps, 'smtp')).toEqual(refusedAt('connect', 'not-a-mail-server', SMTP));
    ssh.close();
  }, 60_000);

  it('tells that a server says it is too busy', async () => {
    const busy = createServer((socket) =>
      socket.on('error', () => undefined).end('* BYE Too many connections from canary\r\n')
    );
    sinks.plain.behaviour = { greeting: { code: 421, message: '4.3.2 too many connections, canary' } };
    const steps = await run({ port: await listen(busy) }, smtpOk());
    sinks.plain.behaviour = {};
    busy.close();
    expect(of(steps, 'imap')[3]).toBe('login failed throttled');
    expect(of(steps, 'smtp')[3]).toBe('login failed throttled');
  });
});

describe('a test with a certificate that is not right', () => {
  const CASES: [keyof Certificates & ('expired' | 'wrongName' | 'untrusted'), string][] = [
    ['expired', 'tls-certificate-expired'],
    ['wrongName', 'tls-host-mismatch'],
    ['untrusted', 'tls-certificate-untrusted'],
  ];
  it.each(CASES)('stops at a certificate that is %s, before anything is said', async (name, code) => {
    const files: CertificateFiles = certificates[name];
    const imap = await startDovecot({ passwords, tls: files });
    const smtp = await startSmtpSink({ passwords, tls: files });
    const implicit = await startSmtpSink({ passwords, tls: { ...files, implicit: true } });
    try {
      const withTls = await run({ port: imap.imapsPort, security: 'tls' }, { port: implicit.port, security: 'tls' });
      const withStarttls = await run(
        { port: imap.imapPort, security: 'starttls' },
        { port: smtp.port, security: 'starttls' }
      );
      for (const steps of [withTls, withStarttls]) {
        expect(of(steps, 'imap')).toEqual(refusedAt('tls', code));
        expect(of(steps, 'smtp')).toEqual(refusedAt('tls', code, SMTP));
      }
      expect([...smtp.logins, ...implicit.logins]).toEqual([]);
      expect(await imap.log()).not.toMatch(/Login:|auth failed/);
    } finally {
      await Promise.all([imap.stop(), smtp.stop(), implicit.stop()]);
    }
  });
});

describe('where STARTTLS is not offered', () => {
  it('not one byte of a login leaves, for IMAP and SMTP', async () => {
    const imap = await startChaosProxy({ port: plain.imapPort });
    const smtp = await startChaosProxy({ port: sinks.plain.port });
    const steps = await run({ port: imap.port, security: 'starttls' }, { port: smtp.port, security: 'starttls' });
    expect(of(steps, 'imap')).toEqual(refusedAt('tls', 'tls-not-offered'));
    expect(of(steps, 'smtp')).toEqual(refusedAt('tls', 'tls-not-offered', SMTP));
    expect([imap.connections, smtp.connections]).toEqual([1, 1]);
    expect(imap.fromClients()).not.toMatch(/AUTH|LOGIN|ventas/i);
    expect(smtp.fromClients()).toBe('EHLO example.test\r\nSTARTTLS\r\n');
    await Promise.all([imap.stop(), smtp.stop()]);
  });

  it('a PREAUTH greeting does not lead around it', async () => {
    let said = '';
    const server = createServer((socket) => {
      socket
        .on('error', () => undefined)
        .on('data', (chunk: Buffer) => {
          said += chunk.toString();
          const tag = /^(\S+) CAPABILITY/m.exec(chunk.toString())?.[1];
          if (tag) socket.write(`* CAPABILITY IMAP4rev1 STARTTLS\r\n${tag} OK done\r\n`);
        });
      socket.write('* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] canary ready\r\n');
    });
    const steps = await run({ port: await listen(server), security: 'starttls' }, smtpOk());
    expect(of(steps, 'imap')).toEqual(refusedAt('tls', 'tls-not-offered'));
    expect(said).not.toMatch(/LIST|SELECT|LOGIN|AUTH/);
    server.close();
  });

  it('an answer smuggled in before the handshake is not believed', async () => {
    let said = '';
    const server = createServer((socket) => {
      socket
        .on('error', () => undefined)
        .on('data', (chunk: Buffer) => {
          const text = chunk.toString('latin1');
          said += text;
          const capability = /^(\S+) CAPABILITY/m.exec(text)?.[1];
          const starttls = /^(\S+) STARTTLS/m.exec(text)?.[1];
          if (capability) socket.write(`* CAPABILITY IMAP4rev1 STARTTLS\r\n${capability} OK done\r\n`);
          if (starttls) socket.write(`${starttls} OK go\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n`);
        });
      socket.write('* OK ready\r\n');
    });
    const steps = await run({ port: await listen(server), security: 'starttls' }, smtpOk());
    expect(of(steps, 'imap')).toEqual(refusedAt('tls', 'tls-failed'));
    expect(said).not.toMatch(/AUTHENTICATE|LOGIN/);
    server.close();
  });

  it('clear text is refused where the host does not name the server, before a packet', async () => {
    const deps = {
      network: { allow: ['127.0.0.1'], allowInsecure: [], imapPorts: [plain.imapPort], smtpPorts: [sinks.plain.port] },
    };
    const steps = await run(imapOk(), smtpOk(), { deps });
    expect(of(steps, 'imap')).toEqual(refusedAt('resolve', 'insecure-not-allowed'));
    expect(of(steps, 'smtp')).toEqual(refusedAt('resolve', 'insecure-not-allowed', SMTP));
  });
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
