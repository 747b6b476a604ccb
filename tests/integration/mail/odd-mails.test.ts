import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HealthDto, QuarantineDto } from '../../../server/api/contracts/accounts';
import { dataOf } from '../../support/api-client';
import { mailSource } from '../../support/mail-source';
import { until } from '../../support/until';
import { conversationAbout } from '../support/accounts';
import { listInbox, MAILBOX, openOffice, readMessages, type Office } from './office';

const MB = 1024 * 1024;

/** Resident memory of a process in bytes, from the kernel: now, and at its highest. */
function memoryOf(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? NaN);
  return { now: kilobytes('VmRSS') * 1024, peak: kilobytes('VmHWM') * 1024 };
}

describe('odd mails', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice('sqlite');
  });
  afterAll(() => office?.stop());

  const health = async () =>
    dataOf<HealthDto>(await office.admin.owner.api.get(`/conversations/accounts/${office.account.id}/health`));
  const deliver = (raw: string | Buffer) => office.dovecot.deliver(MAILBOX, raw);
  const from = 'raro@cliente.test';
  /** Proof that the mailbox goes on: the next ordinary mail is there within one cycle. */
  const nextIsVisible = async (name: string) => {
    await deliver(mailSource({ from, to: MAILBOX, subject: `Siguiente ${name}`, text: 'Hola' }));
    await conversationAbout(office.agent.api, `Siguiente ${name}`);
  };
  const settled = (ledger: HealthDto['ledger']) =>
    ledger.pending === 0 && ledger.received === ledger.stored + ledger.duplicate + ledger.ignored + ledger.quarantined;

  it('shows a mail that was delivered ten times, moved and copied once', async () => {
    const raw = mailSource({ from, to: MAILBOX, subject: 'Repetido', text: 'Uno' });
    for (let time = 0; time < 10; time += 1) await deliver(raw);
    const { dovecot } = office;
    await until('ten copies', async () => (await health()).ledger.received >= 10);
    dovecot.doveadm('mailbox', 'create', '-u', MAILBOX, 'Archivo');
    dovecot.doveadm('move', '-u', MAILBOX, 'Archivo', 'mailbox', 'INBOX', 'subject', 'Repetido');
    dovecot.doveadm('copy', '-u', MAILBOX, 'INBOX', 'mailbox', 'Archivo', 'subject', 'Repetido');
    await nextIsVisible('tras mover');
    const ledger = await until('the ledger to balance', async () => {
      const now = (await health()).ledger;
      return now.received === 21 && settled(now) && now;
    });
    expect(ledger).toMatchObject({ stored: 2, duplicate: 19, quarantined: 0 });
    const repeated = (await listInbox(office.agent.api)).filter((conversation) => conversation.subject === 'Repetido');
    expect(repeated).toHaveLength(1);
    expect(await readMessages(office.agent.api, repeated[0]?.id ?? '')).toHaveLength(1);
  });

  it('keeps different mails that bear the same Message-ID, and mails that bear none', async () => {
    for (const text of ['Primero', 'Segundo']) {
      await deliver(
        mailSource({
          from: `${text}@cliente.test`,
          to: MAILBOX,
          subject: `Mismo id ${text}`,
          text,
          messageId: '<siempre@igual.test>',
        })
      );
    }
    for (const text of ['Uno', 'Otro']) {
      await deliver(`From: ${text}@sinid.test\r\nTo: ${MAILBOX}\r\nSubject: Sin id ${text}\r\n\r\n${text}\r\n`);
    }
    for (const name of ['Mismo id Primero', 'Mismo id Segundo', 'Sin id Uno', 'Sin id Otro'])
      await conversationAbout(office.agent.api, name);
  });

  it('strips NUL bytes and goes on', async () => {
    await deliver(
      Buffer.from(
        `From: nul@cliente.test\r\nTo: ${MAILBOX}\r\nSubject: Con nulos\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from('antes\u0000despues').toString('base64')}\r\n`
      )
    );
    const conversation = await conversationAbout(office.agent.api, 'Con nulos');
    const [message] = await readMessages(office.agent.api, conversation.id);
    expect(message?.text).toContain('antesdespues');
    await nextIsVisible('tras nulos');
  });

  it('quarantines a mail of 2,000 nested parts, with its reason, and replays it when asked', async () => {
    let body = 'fondo';
    for (let depth = 0; depth < 2000; depth += 1) {
      body = `Content-Type: multipart/mixed; boundary="b${depth}"\r\n\r\n--b${depth}\r\n${depth === 0 ? 'Content-Type: text/plain\r\n\r\n' : ''}${body}\r\n--b${depth}--\r\n`;
    }
    await deliver(
      `From: Bomba <bomba@cliente.test>\r\nTo: ${MAILBOX}\r\nSubject: Anidado\r\nMIME-Version: 1.0\r\n${body}`
    );
    const list = () =>
      office.agent.api.get(`/conversations/accounts/${office.account.id}/quarantine`).then((answer) => answer.status);
    expect(await list(), 'an agent without the right to manage').toBe(403);
    const entry = await until('the quarantined mail', async () => {
      const entries = dataOf<QuarantineDto[]>(
        await office.admin.owner.api.get(`/conversations/accounts/${office.account.id}/quarantine`)
      );
      return entries[0];
    });
    // The owner may manage and is not authorised to read: no From, no Subject.
    expect(entry).toMatchObject({ from: null, subject: null });
    expect(['too-deep', 'too-many-parts', 'unparsable']).toContain(entry.reason);
    await nextIsVisible('tras la bomba');
    dataOf(await office.admin.owner.api.post(`/conversations/quarantine/${entry.id}/replay`));
    await until('the replay to end', async () => {
      const { ledger } = await health();
      return ledger.quarantined === 1 && settled(ledger);
    });
  });

  it('takes a mail of 50 MB with little memory, and keeps the loop free', async () => {
    const line = `${'A'.repeat(76)}\r\n`;
    const raw = Buffer.from(
      [
        'From: grande@cliente.test',
        `To: ${MAILBOX}`,
        'Subject: Muy grande',
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary="x"',
        '',
        '--x',
        'Content-Type: text/plain',
        '',
        'Adjunto los planos.',
        '--x',
        'Content-Type: application/octet-stream; name="planos.bin"',
        'Content-Disposition: attachment; filename="planos.bin"',
        'Content-Transfer-Encoding: base64',
        '',
        line.repeat(Math.floor((50 * MB) / line.length)),
        '--x--',
        '',
      ].join('\r\n')
    );
    const before = memoryOf(office.host.pid);
    await office.host.resetEventLoopDelay();
    const machine = monitorEventLoopDelay({ resolution: 10 });
    machine.enable();
    await deliver(raw);
    const conversation = await conversationAbout(office.agent.api, 'Muy grande');
    const [message] = await readMessages(office.agent.api, conversation.id);
    expect(message?.attachments).toMatchObject([{ name: 'planos.bin', state: 'stored' }]);
    expect(message?.attachments[0]?.size).toBeGreaterThan(36 * MB);
    const growth = memoryOf(office.host.pid).peak - before.now;
    expect(growth / MB, 'megabytes that the host grew').toBeLessThan(150);
    const p99 = await office.host.eventLoopDelayP99();
    // What this process waits for the busy machine, that one waits as well.
    machine.disable();
    expect(p99, 'milliseconds').toBeLessThan(200 + machine.percentile(99) / 1e6);
    await nextIsVisible('tras el grande');
  });

  it('makes a placeholder of a file over the limit, and keeps the raw form', async () => {
    const other = await openOffice('sqlite', {
      pluginConfig: { attachments: { maxFileBytes: 100_000 } },
    });
    try {
      const text = 'x'.repeat(300_000);
      await other.dovecot.deliver(
        MAILBOX,
        mailSource({
          from,
          to: MAILBOX,
          subject: 'Con adjunto largo',
          text: 'Ahí va',
          attachments: [{ name: 'largo.txt', type: 'text/plain', content: text }],
        })
      );
      const conversation = await conversationAbout(other.agent.api, 'adjunto largo');
      const [message] = await readMessages(other.agent.api, conversation.id);
      expect(message?.attachments).toMatchObject([
        { name: 'largo.txt', state: 'placeholder', reason: 'file-too-large' },
      ]);
      expect(message?.text).toContain('Ahí va');
    } finally {
      await other.stop();
    }
  });
});
