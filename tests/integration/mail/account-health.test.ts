import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntryDto, HealthDto, QuarantineDto } from '../../../server/api/contracts/accounts';
import {
  JOURNAL_STATES,
  type AccountContentsDto,
  type JournalEntryDto,
  type JournalState,
} from '../../../server/api/contracts/journal';
import type { TroubledAccountDto } from '../../../server/api/contracts/troubles';
import { ACTION } from '../../../server/constants';
import type { AdminPerson } from '../../support/admin-client';
import { createApiClient, dataOf } from '../../support/api-client';
import { mailSource } from '../../support/mail-source';
import { startSmtpSink, type SmtpSink } from '../../support/smtp-sink';
import type { SpawnedHost } from '../../support/spawned-host';
import { until } from '../../support/until';
import { unparsable } from '../rights/canaries';
import { conversationAbout } from '../support/accounts';
import { MAILBOX, openOffice, type Office } from './office';

const STEADY_SECONDS = 3;
/** Two looks and the time in between, with a slow machine in mind. */
const LONG_ENOUGH_MS = 20_000;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the health of an account, with two processes', () => {
  let office: Office;
  let second: SpawnedHost;
  let notices: SmtpSink;
  let manager: AdminPerson;
  beforeAll(async () => {
    notices = await startSmtpSink();
    office = await openOffice('postgres', {
      pluginConfig: {
        alerts: { email: true, afterSeconds: STEADY_SECONDS, behindMinutes: 15 },
        publicUrl: 'https://erp.empresa.test',
      },
      env: { HOST_EMAIL_PORT: String(notices.port) },
    });
    second = await office.boot();
    const role = await office.admin.role('Managers', [ACTION.manageAccounts]);
    manager = await office.admin.person('marta@empresa.test', [role]);
    dataOf(await manager.api.put('/admin/users/me', { preferedLanguage: 'es' }));
  });
  afterAll(async () => {
    await office?.stop();
    await notices?.stop();
  });

  const path = (tail = '') => `/conversations/accounts/${office.account.id}${tail}`;
  const health = async () => dataOf<HealthDto>(await manager.api.get(path('/health')));
  const troubles = async () => dataOf<TroubledAccountDto[]>(await manager.api.get('/conversations/accounts/troubles'));
  const journal = async (query: string, api = manager.api) => {
    const answer = await api.get(path(`/journal?${query}`));
    const rows = dataOf<JournalEntryDto[]>(answer);
    return { rows, next: (answer.body as { meta: { nextCursor: string | null } }).meta.nextCursor, text: answer.text };
  };
  const activity = async () => dataOf<AuditEntryDto[]>(await manager.api.get(path('/audit')));
  const settled = () =>
    until('the ledger to settle with both mails in quarantine', async () => {
      const { ledger } = await health();
      return ledger.quarantined === 2 && ledger.pending === 0 && ledger;
    });

  it('shows behind each number of the ledger what it counts, page by page, and nothing of the customer', async () => {
    for (const subject of ['Uno', 'Dos', 'Tres']) {
      await office.dovecot.deliver(
        MAILBOX,
        mailSource({ from: 'Clara <clara@cliente.test>', to: MAILBOX, subject, text: 'Hola' })
      );
      await conversationAbout(office.agent.api, subject);
    }
    await office.dovecot.deliver(MAILBOX, unparsable(MAILBOX));
    await office.dovecot.deliver(MAILBOX, unparsable(MAILBOX).replace('quarantined@', 'another@'));
    const ledger = await settled();

    for (const state of JOURNAL_STATES) {
      const { rows, text } = await journal(`state=${state}&limit=100`);
      expect([state, rows.length]).toEqual([state, ledger[state satisfies JournalState]]);
      expect(rows.every((row) => row.state === state && row.role === 'inbox' && row.size > 0)).toBe(true);
      expect(text).not.toMatch(/clara|cliente\.test|customer\.test|Uno|Dos|Tres/i);
    }
    const first = await journal('limit=2');
    const rest = await journal(`limit=100&cursor=${first.next ?? ''}`);
    const ids = [...first.rows, ...rest.rows].map(({ id }) => id);
    expect(ids).toHaveLength(ledger.received);
    expect(new Set(ids).size).toBe(ledger.received);
    expect(rest.next).toBeNull();
    expect(first.rows.map(({ state, reason }) => [state, reason])).toEqual([
      ['quarantined', 'too-many-parts'],
      ['quarantined', 'too-many-parts'],
    ]);
    expect((await manager.api.get(path('/journal?state=gone'))).status).toBe(400);
    expect((await manager.api.get(path('/journal?cursor=x'))).status).toBe(400);

    expect(dataOf<AccountContentsDto>(await manager.api.get(path('/contents')))).toEqual({
      conversations: 3,
      messages: 3,
      files: 0,
    });
  });

  it('gives the source of a quarantined mail to managers, as a file, and writes down who took it', async () => {
    const [entry] = dataOf<QuarantineDto[]>(await manager.api.get(path('/quarantine')));
    const raw = `/conversations/quarantine/${entry?.id ?? ''}/raw`;
    const answer = await manager.api.get(raw);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('Content-Type: multipart/mixed; boundary="b0"');
    expect(Buffer.byteLength(answer.text)).toBe(entry?.size);
    expect(answer.headers.get('content-type')).toBe('message/rfc822');
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="mail-${entry?.id ?? ''}.eml"`);
    expect(answer.headers.get('content-security-policy')).toMatch(/^sandbox/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await activity())[0]).toMatchObject({
      action: 'quarantine.downloaded',
      actor: { id: manager.id },
      details: { id: entry?.id, size: entry?.size },
    });
    expect((await office.agent.api.get(raw)).status).toBe(403);
    expect((await manager.api.get('/conversations/quarantine/nothing/raw')).status).toBe(404);
  });

  it('reads one mail or all of them again', async () => {
    const [entry] = dataOf<QuarantineDto[]>(await manager.api.get(path('/quarantine')));
    dataOf(await manager.api.post(`/conversations/quarantine/${entry?.id ?? ''}/replay`));
    await settled();
    const { count } = dataOf<{ count: number }>(await manager.api.post(path('/replay')));
    expect(count).toBe(2);
    await settled();
    expect((await activity()).slice(0, 2).map(({ action, details }) => [action, details])).toEqual([
      ['quarantine.all-replayed', { count: 2 }],
      ['quarantine.replayed', { id: entry?.id }],
    ]);
  });

  it('tells each manager once, in their language, and tries again when the mail does not go out', async () => {
    expect(await troubles()).toEqual([]);
    notices.behaviour = { greeting: { code: 421, message: 'come back later' } };
    await office.dovecot.kill();
    const [trouble] = await until('the trouble to show', async () => {
      const list = await troubles();
      return list.length > 0 && list;
    });
    expect(trouble).toMatchObject({ id: office.account.id, kind: 'error' });
    await sleep(LONG_ENOUGH_MS);
    expect(notices.mails).toEqual([]);
    notices.behaviour = {};
    await notices.waitForMails(2, 120_000);
    const mailTo = (address: string) => notices.mails.find(({ to }) => to.includes(address))?.raw.toString() ?? '';
    expect(notices.mails.flatMap(({ to }) => to).sort()).toEqual([manager.email, office.admin.owner.email].sort());
    expect(mailTo(office.admin.owner.email)).toContain('Subject: The account Ventas has stopped receiving mail');
    expect(mailTo(manager.email)).toContain('Subject: La cuenta Ventas ha dejado de recibir correo');
    expect(mailTo(manager.email).replace(/=\r\n/g, '')).toContain(
      `https://erp.empresa.test/admin/settings/conversations/accounts/${office.account.id}`
    );
  });

  it('tells nobody twice: not by the second process, and not after a restart', async () => {
    await second.kill();
    second = await office.boot();
    await sleep(LONG_ENOUGH_MS);
    expect(await troubles()).toHaveLength(1);
    expect(notices.mails).toHaveLength(2);
    expect((await health()).deadJobs).toEqual([]);
  });

  it('tells again when it comes back after the account had recovered', async () => {
    await office.dovecot.start();
    await until('the account to be active', async () => (await health()).state === 'active', 120_000);
    expect(await troubles()).toEqual([]);
    await sleep(LONG_ENOUGH_MS);
    expect(notices.mails).toHaveLength(2);
    await office.dovecot.kill();
    await notices.waitForMails(4, 120_000);
    await sleep(6_000);
    expect(notices.mails.slice(2).flatMap(({ to }) => to)).toHaveLength(2);
    await office.dovecot.start();
  });

  it('forgets all of it with the account', async () => {
    dataOf(await office.admin.owner.api.del(path()));
    expect(await troubles()).toEqual([]);
    expect((await manager.api.get(path('/journal'))).status).toBe(404);
    expect((await manager.api.get(path('/contents'))).status).toBe(404);
    expect((await manager.api.post(path('/replay'))).status).toBe(404);
    expect((await createApiClient(office.host.url).get('/conversations/accounts/troubles')).status).toBe(401);
  });
});
