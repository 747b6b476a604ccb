import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HealthDto } from '../../../server/api/contracts/accounts';
import { administrate } from '../../support/admin-client';
import { dataOf, type ApiClient } from '../../support/api-client';
import { mostlyOn } from '../../support/host-data';
import { until } from '../../support/until';
import { change, envelope, text } from '../../unit/channels/whatsapp-cloud/payloads';
import { agentAt, listInbox, readMessages } from '../mail/office';
import { openNumber, type NumberOffice } from './number';

const PEOPLE = 10;
const numberOf = (index: number) => `3470000${String(index % PEOPLE).padStart(4, '0')}`;
const webhook = (index: number) => {
  const from = numberOf(index);
  const contacts = [{ profile: { name: `Persona ${index % PEOPLE}` }, wa_id: from }];
  const messages = [text(`mensaje ${index}`, { from, from_user_id: undefined, id: `wamid.burst.${index}` })];
  return envelope([change({ contacts, messages })]);
};

describe.each(mostlyOn('postgres'))('a burst of webhooks, on %s', (database) => {
  let office: NumberOffice;
  beforeAll(async () => {
    office = await openNumber(database);
  });
  afterAll(() => office?.stop());

  /** All messages that an agent sees, by their text. */
  async function visible(api: ApiClient): Promise<string[]> {
    const conversations = await listInbox(api);
    return (await Promise.all(conversations.map(({ id }) => readMessages(api, id))))
      .flat()
      .map(({ text: said }) => said);
  }

  it('loses nothing that was acknowledged when the process is killed in its middle, and shows nothing twice', async () => {
    const acknowledged = new Set<number>();
    const send = async (index: number, host = office.host) => {
      const answer = await office.post(webhook(index), host).catch(() => null);
      if (answer?.status === 200) acknowledged.add(index);
    };
    const burst = Promise.all(
      Array.from({ length: 300 }, async (_, index) => {
        await new Promise((resolve) => setTimeout(resolve, index * 5));
        await send(index);
      })
    );
    await until('some of it', () => Promise.resolve(acknowledged.size >= 60));
    await office.host.kill();
    await burst;
    const before = acknowledged.size;
    expect(before).toBeGreaterThanOrEqual(60);
    expect(before).toBeLessThan(300);

    const host = await office.boot();
    // Meta repeats what was not answered, and some of what was.
    const again = Array.from({ length: 300 }, (_, index) => index).filter(
      (index) => !acknowledged.has(index) || index % 3 === 0
    );
    for (const index of again.reverse()) await send(index, host);
    expect(acknowledged.size).toBe(300);

    const api = await agentAt(host);
    await until('all of them', async () => (await visible(api)).length === 300, 60_000);
    expect(new Set(await visible(api)).size).toBe(300);
    const owner = (await administrate(host.url)).owner.api;
    const { ledger } = dataOf<HealthDto>(await owner.get(`/conversations/accounts/${office.account.id}/health`));
    expect(ledger).toMatchObject({ received: 300, stored: 300, pending: 0, quarantined: 0 });
    expect(await listInbox(api)).toHaveLength(PEOPLE);
  });
});
