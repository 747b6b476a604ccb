import { createHmac } from 'node:crypto';
import { createDocumentId } from '../../../server/database/document-id';
import { ACTION } from '../../../server/constants';
import type { CreateMessage, MessageDto } from '../../../server/api/contracts/inbox';
import type { WhatsAppAccountDto } from '../../../server/api/contracts/accounts';
import { identityOfWamid, plainWhatsApp } from '../../../server/whatsapp/message';
import { administrate, type AdminPerson } from '../../support/admin-client';
import { dataOf, type Answer, type ApiClient } from '../../support/api-client';
import { openDatabase } from '../../support/database';
import { startGraphStandIn, type GraphStandIn } from '../../support/graph-stand-in';
import { createHostData, type DatabaseKind, type HostData } from '../../support/host-data';
import { spawnHost, type SpawnedHost, type SpawnSettings } from '../../support/spawned-host';
import { until } from '../../support/until';

/** A host with a connected number, Meta's side of it, and an agent who may answer. */
export interface SendingNumber {
  host: SpawnedHost;
  data: HostData;
  meta: GraphStandIn;
  owner: ApiClient;
  agent: AdminPerson;
  accountId: string;
  boot(settings?: SpawnSettings): Promise<SpawnedHost>;
  /** A conversation in which the customer has just written. */
  customer(person?: Partial<Customer>): Promise<{ conversationId: string; contactId: string; wamid: string }>;
  write(conversationId: string, message: Partial<CreateMessage>, api?: ApiClient): Promise<Answer>;
  message(conversationId: string, id: string): Promise<MessageDto>;
  /** Waits until a message has this status. */
  becomes(conversationId: string, id: string, status: MessageDto['status'], ms?: number): Promise<MessageDto>;
  /** As Meta does: tells by a signed webhook what became of a message. */
  report(status: { wamid: string; status: string; callbackData: string; to: string }): Promise<void>;
  stop(): Promise<void>;
}

interface Customer {
  /** Digits, as Meta gives them. Null: a person without a number here. */
  waId: string | null;
  userId: string | null;
  /** Milliseconds since the customer wrote last. */
  wroteAgo: number;
}

const APP_SECRET = '0123456789abcdef0123456789abcdef';
const DAY_MS = 24 * 3600_000;
let people = 0;
let keys = 0;

export async function openNumber(database: DatabaseKind, settings: SpawnSettings = {}): Promise<SendingNumber> {
  const data = await createHostData(database);
  const meta = await startGraphStandIn();
  const processes: SpawnedHost[] = [];
  const boot = async (extra: SpawnSettings = {}): Promise<SpawnedHost> => {
    const host = await spawnHost(data, {
      worker: true,
      ...settings,
      ...extra,
      pluginConfig: { endpoints: { meta: meta.url }, ...settings.pluginConfig, ...extra.pluginConfig },
    });
    processes.push(host);
    return host;
  };
  const host = await boot();
  const admin = await administrate(host.url);
  const agent = await admin.person('ana@empresa.test', [await admin.role('Agents', [ACTION.useInbox])]);
  const account = dataOf<WhatsAppAccountDto>(
    await admin.owner.api.post('/conversations/accounts', {
      kind: 'whatsapp-cloud',
      name: 'WhatsApp',
      senderName: 'Recambios de Prueba',
      appId: '1000000001',
      wabaId: '2000000001',
      phoneNumberId: '3000000001',
      appSecret: APP_SECRET,
      accessToken: 'EAAtest-token-Zanahoria-0123456789',
      authorisedUserIds: [agent.id],
    })
  );

  const number: SendingNumber = {
    host,
    data,
    meta,
    owner: admin.owner.api,
    agent,
    accountId: account.id,
    boot,
    async customer({ waId, userId = null, wroteAgo = 1000 } = {}) {
      people += 1;
      const known = waId === undefined ? `346${String(11000000 + people)}` : waId;
      const contactId = createDocumentId();
      const conversationId = createDocumentId();
      const wamid = `wamid.in.${people}`;
      const at = Date.now() - wroteAgo;
      const made = { created_at: new Date(), updated_at: new Date(), published_at: new Date() };
      const own = { account_document_id: account.id };
      const db = openDatabase(data);
      try {
        await db('conversations_contacts').insert({ document_id: contactId, name: `Cliente ${people}`, ...made });
        const identities = [
          ...(known === null ? [] : [{ kind: 'wa-id', value: `+${known}`, raw_value: known }]),
          ...(userId === null ? [] : [{ kind: 'bsuid', value: `waba:2000000001|${userId}`, raw_value: userId }]),
        ];
        for (const identity of identities) {
          await db('conversations_identities').insert({
            document_id: createDocumentId(),
            contact_document_id: contactId,
            status: 'active',
            last_seen_at: at,
            ...identity,
            ...made,
          });
        }
        await db('conversations_conversations').insert({
          ...own,
          document_id: conversationId,
          contact_document_id: contactId,
          contact_name: `Cliente ${people}`,
          contact_address: known === null ? (userId ?? '') : `+${known}`,
          subject: '',
          preview: 'Hola',
          status: 'open',
          last_message_at: at,
          changed_at: at,
          message_count: 1,
          start_key: `wa:${contactId}`,
          window_expires_at: at + DAY_MS,
          ...made,
        });
        await db('conversations_messages').insert({
          ...own,
          document_id: createDocumentId(),
          conversation_document_id: conversationId,
          direction: 'inbound',
          kind: 'message',
          status: 'received',
          text: 'Hola',
          received_at: at,
          external_id: wamid,
          identity_key: identityOfWamid(wamid),
          whatsapp: JSON.stringify(plainWhatsApp({ type: 'text' })),
          imported: false,
          ...made,
        });
      } finally {
        await db.destroy();
      }
      return { conversationId, contactId, wamid };
    },
    write(conversationId, message, api = agent.api) {
      keys += 1;
      return api.post(`/conversations/inbox/${conversationId}/messages`, {
        kind: 'reply',
        idempotencyKey: `wa-key-${process.pid}-${keys}`,
        ...message,
      });
    },
    async message(conversationId, id) {
      const all = await readMessages(agent.api, conversationId);
      const found = all.find((message) => message.id === id);
      if (!found) throw new Error(`no message ${id}`);
      return found;
    },
    becomes: (conversationId, id, status, ms) =>
      until(
        `the message to be ${status}`,
        async () => {
          const message = await number.message(conversationId, id);
          return message.status === status && message;
        },
        ms
      ),
    async report({ wamid, status, callbackData, to }) {
      const timestamp = String(Math.floor(Date.now() / 1000));
      const value = {
        messaging_product: 'whatsapp',
        metadata: { display_phone_number: '34600000001', phone_number_id: '3000000001' },
        statuses: [{ id: wamid, status, timestamp, recipient_id: to, biz_opaque_callback_data: callbackData }],
      };
      const entry = [{ id: '2000000001', changes: [{ field: 'messages', value }] }];
      const body = JSON.stringify({ object: 'whatsapp_business_account', entry });
      const signature = createHmac('sha256', APP_SECRET).update(body).digest('hex');
      const response = await fetch(new URL(new URL(account.webhookUrl, host.url).pathname, host.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
        body,
      });
      if (!response.ok) throw new Error(`the webhook was answered with ${response.status}`);
    },
    async stop() {
      for (const process of processes) {
        await process.kill();
        if (globalThis.process.env['SHOW_HOST_LOG']) console.log(process.log());
      }
      await meta.stop();
      await data.remove();
    },
  };
  return number;
}

export const readMessages = async (api: ApiClient, conversationId: string): Promise<MessageDto[]> =>
  dataOf<MessageDto[]>(await api.get(`/conversations/inbox/${conversationId}/messages?limit=100`)).reverse();
