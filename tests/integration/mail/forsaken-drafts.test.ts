import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UploadDto } from '../../../server/api/contracts/inbox';
import { ACTION } from '../../../server/constants';
import { administrate, type AdminPerson } from '../../support/admin-client';
import { dataOf, type ApiClient } from '../../support/api-client';
import { openDatabase } from '../../support/database';
import { mostlyOn } from '../../support/host-data';
import { mailSource } from '../../support/mail-source';
import { until } from '../../support/until';
import { conversationAbout } from '../support/accounts';
import { MAILBOX, openOffice, type Office } from './office';

const DAY = 24 * 3600_000;

interface DraftRow {
  user_id: number;
  forsaken_since: string | number | null;
}

describe.each(mostlyOn('postgres'))('drafts of people who have gone, on %s', (kind) => {
  let office: Office;
  let id: string;
  let people: Record<'removed' | 'blocked' | 'deleted', AdminPerson>;

  async function inDatabase<T>(work: (database: ReturnType<typeof openDatabase>) => PromiseLike<T>): Promise<T> {
    const database = openDatabase(office.data);
    try {
      return await work(database);
    } finally {
      await database.destroy();
    }
  }
  /** By user. */
  const drafts = async () =>
    new Map(
      (await inDatabase<DraftRow[]>((database) => database('conversations_drafts').select('*'))).map((row) => [
        row.user_id,
        row.forsaken_since === null ? null : Number(row.forsaken_since),
      ])
    );
  const uploaders = async () =>
    inDatabase<number[]>((database) =>
      database('conversations_attachments').whereNull('message_document_id').pluck('uploaded_by')
    );
  const age = (person: AdminPerson, days: number) =>
    inDatabase((database) =>
      database('conversations_drafts')
        .where({ user_id: person.id })
        .update({ forsaken_since: Date.now() - days * DAY })
    );
  /** Housekeeping is done at each start. */
  async function restart(change: () => Promise<unknown>) {
    await office.host.kill();
    await change();
    office.host = await office.boot();
  }

  async function write(api: ApiClient, name: string) {
    const form = new FormData();
    form.append('files', new Blob([name], { type: 'text/plain' }), `${name}.txt`);
    const [file] = dataOf<[UploadDto]>(await api.post(`/conversations/inbox/${id}/attachments`, form));
    const content = {
      ...{ kind: 'reply', html: name, text: name, to: null, cc: null, signatureId: null },
      ...{ attachmentIds: [file.id], idempotencyKey: `draft-of-${name}`, unsettled: false, changedUnsettled: false },
    };
    dataOf(await api.put(`/conversations/inbox/${id}/draft`, { content, revision: 0 }));
  }

  beforeAll(async () => {
    office = await openOffice(kind);
    await office.dovecot.deliver(
      MAILBOX,
      mailSource({ from: 'Lola <lola@cliente.test>', to: MAILBOX, subject: 'Embrague', text: '¿Precio?' })
    );
    id = (await conversationAbout(office.agent.api, 'Embrague')).id;
    const role = await office.admin.role('More agents', [ACTION.useInbox]);
    people = {
      removed: await office.admin.person('bea@empresa.test', [role]),
      blocked: await office.admin.person('carlos@empresa.test', [role]),
      deleted: await office.admin.person('dora@empresa.test', [role]),
    };
    const everybody = [office.agent, ...Object.values(people)];
    const url = `/conversations/accounts/${office.account.id}/authorised-users`;
    dataOf(await office.admin.owner.api.put(url, { userIds: everybody.map((person) => person.id) }));
    for (const { api, email } of everybody) await write(api, email.slice(0, 3));
    const staying = everybody.filter((person) => person !== people.removed);
    dataOf(await office.admin.owner.api.put(url, { userIds: staying.map((person) => person.id) }));
    dataOf(await office.admin.owner.api.put(`/admin/users/${people.blocked.id}`, { isActive: false }));
    expect((await office.admin.owner.api.del(`/admin/users/${people.deleted.id}`)).status).toBe(200);
    expect(await drafts()).toHaveProperty('size', 4);
  });
  afterAll(() => office?.stop());

  it('are noticed, and stay', async () => {
    const before = Date.now();
    await restart(async () => {
      // Old files alone are no reason: drafts hold them.
      await inDatabase((database) =>
        database('conversations_attachments').update({ uploaded_at: Date.now() - 90 * DAY })
      );
      await inDatabase((database) => database('conversations_drafts').update({ saved_at: Date.now() - 90 * DAY }));
    });
    const all = await until('the three to be noticed', async () => {
      const found = await drafts();
      return Object.values(people).every((person) => found.get(person.id)) && found;
    });
    for (const person of Object.values(people)) expect(all.get(person.id)).toBeGreaterThanOrEqual(before);
    expect(all.get(office.agent.id)).toBeNull();
    expect(await uploaders()).toHaveLength(4);
  });

  it('go after thirty days with their files, and not a day earlier', async () => {
    await restart(async () => {
      await age(people.removed, 31);
      await age(people.deleted, 31);
      await age(people.blocked, 29);
    });
    await until('the files to go', async () => (await uploaders()).length === 2);
    const left = [office.agent.id, people.blocked.id].sort();
    expect([...(await drafts()).keys()].sort()).toEqual(left);
    expect((await uploaders()).sort()).toEqual(left);
  });

  it('stay when their writer is back', async () => {
    await restart(async () => {
      await age(people.blocked, 40);
      await inDatabase((database) =>
        database('admin_users').where({ id: people.blocked.id }).update({ is_active: true })
      );
    });
    await until('the time to be forgotten', async () => (await drafts()).get(people.blocked.id) === null);
    const { api } = await (await administrate(office.host.url)).login(people.blocked.email);
    const draft = dataOf<{ content: { text: string }; attachments: UploadDto[] }>(
      await api.get(`/conversations/inbox/${id}/draft`)
    );
    expect(draft).toMatchObject({ content: { text: 'car' }, attachments: [{ name: 'car.txt' }] });
  });
});
