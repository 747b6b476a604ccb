import { ACCOUNT_FIELDS, readAccountEvent, type AccountField } from './account-events';
import { providerErrors } from './fields';
import { fingerprint } from './fragment';
import { readAppContact, readHistoryMessage, readHistoryProgress, type HistoryThread } from './history';
import type { Draft, WebhookItem } from './items';
import { fields, readEcho, readInbound } from './messages';
import { contactList, type WebhookContact } from './person';
import { readPreference } from './preferences';
import { readStatus } from './statuses';
import { readTemplate, TEMPLATE_FIELDS, type TemplateField } from './templates';

export interface Place {
  wabaId: string | null;
  phoneNumberId: string | null;
  /** `entry.time`: when Meta made the event; missing from webhooks of messages. */
  at: number | null;
}
export type DraftItem = Draft<WebhookItem>;

/** One item that is still to be read, so that whoever reads it catches its faults alone. */
export interface Unread {
  path: string;
  raw: unknown;
  read: () => DraftItem;
}

type Value = Readonly<Record<string, unknown>>;
const isOneOf = <Name extends string>(names: readonly Name[], name: string): name is Name =>
  (names as readonly string[]).includes(name);

export function* readChange(field: string, value: Value, place: Place): Generator<Unread> {
  if (isOneOf<TemplateField>(TEMPLATE_FIELDS, field)) {
    yield { path: '', raw: value, read: () => readTemplate(field, value, place.at) };
  } else if (isOneOf<AccountField>(ACCOUNT_FIELDS, field)) {
    yield { path: '', raw: value, read: () => readAccountEvent(field, value, place.at) };
  } else {
    yield* readMessages(field, value, place);
  }
}

function* readMessages(field: string, value: Value, place: Place): Generator<Unread> {
  const contacts = contactList.parse(value['contacts']);
  let found = false;
  for (const unread of listed(value, contacts)) {
    found = true;
    yield unread;
  }
  // Beside a message it tells why that could not be passed on whole.
  if (value['errors'] !== undefined) {
    found = true;
    const key = `error:${place.at ?? ''}:${fingerprint(value)}`;
    yield {
      path: '.errors',
      raw: value,
      read: () => ({ kind: 'error', at: place.at, key, errors: providerErrors.parse(value['errors']) }),
    };
  }
  if (!found) {
    const key = `ignored:${fingerprint([field, place.at, value])}`;
    yield { path: '', raw: value, read: () => ({ kind: 'ignored', at: place.at, key, field }) };
  }
}

/** By what the value holds and not by its field: nothing is lost should Meta send one list under another's field. */
function* listed(value: Value, contacts: readonly WebhookContact[]): Generator<Unread> {
  yield* each(value, 'messages', (item) => readInbound(item, contacts));
  yield* each(value, 'statuses', readStatus);
  yield* each(value, 'message_echoes', (item) => readEcho(item, contacts));
  yield* each(value, 'user_preferences', (item) => readPreference(item, contacts));
  yield* each(value, 'state_sync', readAppContact);
  yield* history(value, contacts);
}

function* each(value: Value, name: string, read: (item: unknown) => DraftItem): Generator<Unread> {
  for (const [raw, path] of members(value, name)) yield { path, raw, read: () => read(raw) };
}

function* history(value: Value, contacts: readonly WebhookContact[]): Generator<Unread> {
  for (const [chunk, path] of members(value, 'history')) {
    yield { path, raw: chunk, read: () => readHistoryProgress(chunk) };
    for (const [thread, threadPath] of members(chunk, 'threads', path)) {
      // Always fails, and so keeps what stood in a thread's place.
      if (!fields.safeParse(thread).success)
        yield { path: threadPath, raw: thread, read: () => readHistoryProgress(fields.parse(thread)) };
      const about = threadOf(thread);
      for (const [raw, messagePath] of members(thread, 'messages', threadPath)) {
        yield { path: messagePath, raw, read: () => readHistoryMessage(raw, about, contacts) };
      }
    }
  }
}

function threadOf(thread: unknown): HistoryThread {
  const { data } = fields.safeParse(thread);
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  const context = fields.safeParse(data?.['context']).data;
  return { id: text(data?.['id']), userId: text(data?.['user_id']) ?? text(context?.['user_id']) };
}

function* members(holder: unknown, name: string, path = ''): Generator<[member: unknown, path: string]> {
  const list = fields.safeParse(holder).data?.[name];
  if (list === undefined || list === null) return;
  // Something else than a list is one member that nobody can read: kept, and not passed over.
  if (!Array.isArray(list)) yield [list, `${path}.${name}`];
  else for (const [index, member] of list.entries()) yield [member, `${path}.${name}[${index}]`];
}
