import { z, ZodError } from 'zod';
import { instant, optionalId, optionalObject } from './fields';
import { fingerprint, fragment } from './fragment';
import type { UnreadableItem, WebhookItem } from './items';
import { parseLossless } from './lossless-json';
import { readChange, type DraftItem, type Place } from './read-change';

export interface Webhook {
  items: WebhookItem[];
}

/**
 * A webhook's body, item by item. Never throws: what cannot be read becomes an item that says where it lay and why, and
 * costs none of its neighbours. Of one post with a thousand updates one may well be of a shape nobody has seen.
 *
 * Meta: webhooks/overview, "Payload structure".
 */
export function readWebhook(raw: Buffer | string): Webhook {
  const text = withoutNul(typeof raw === 'string' ? raw : raw.toString('utf8'));
  let body: unknown;
  try {
    body = parseLossless(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { items: [unreadable(NOWHERE, '', 'not-json', text)] };
  }
  const envelope = envelopeSchema.safeParse(body);
  if (!envelope.success) return { items: [unreadable(NOWHERE, '', why(envelope.error), fragment(body))] };
  return { items: envelope.data.entry.flatMap((entry, index) => readEntry(entry, `entry[${index}]`)) };
}

/** PostgreSQL stores U+0000 in no text and no JSON. Not the one of an escaped backslash before `u0000`. */
const withoutNul = (json: string): string => json.replace(/(?<!\\)((?:\\\\)*)\\u0000/g, '$1');

const NOWHERE: Place = { wabaId: null, phoneNumberId: null, at: null };
// Made once: zod compiles a schema at its first use, which costs more than to read a webhook with it.
const envelopeSchema = z.object({ object: z.literal('whatsapp_business_account'), entry: z.array(z.unknown()) });
const entrySchema = z.object({ id: optionalId, time: instant, changes: z.array(z.unknown()) });
const changeSchema = z.object({ field: z.string(), value: z.record(z.string(), z.unknown()) });
const metadataSchema = z.object({ metadata: optionalObject({ phone_number_id: optionalId }) });

function readEntry(value: unknown, path: string): WebhookItem[] {
  const entry = entrySchema.safeParse(value);
  if (!entry.success) return [unreadable(NOWHERE, path, why(entry.error), fragment(value))];
  const { id, time, changes } = entry.data;
  return changes.flatMap((change, index) =>
    readOne(change, `${path}.changes[${index}]`, { wabaId: id, phoneNumberId: null, at: time })
  );
}

function readOne(value: unknown, path: string, around: Place): WebhookItem[] {
  const change = changeSchema.safeParse(value);
  if (!change.success) return [unreadable(around, path, why(change.error), fragment(value))];
  const { metadata } = metadataSchema.parse(change.data.value);
  const place = { ...around, phoneNumberId: metadata?.phone_number_id ?? null };
  return [...readChange(change.data.field, change.data.value, place)].map(({ path: where, raw, read }) => {
    try {
      const item = read();
      return at(place, item);
    } catch (error) {
      if (!(error instanceof ZodError)) throw error;
      return unreadable(place, `${path}.value${where}`, why(error), fragment(raw));
    }
  });
}

const at = (place: Place, item: DraftItem): WebhookItem => ({
  ...item,
  wabaId: place.wabaId,
  phoneNumberId: place.phoneNumberId,
});

function unreadable(place: Place, path: string, reason: string, raw: string): UnreadableItem {
  const key = `unreadable:${fingerprint([place.wabaId, place.phoneNumberId, raw])}`;
  return {
    kind: 'unreadable',
    wabaId: place.wabaId,
    phoneNumberId: place.phoneNumberId,
    at: null,
    key,
    path,
    reason,
    raw,
  };
}

/** Names of fields and kinds of faults, never what a person wrote. */
const why = (error: ZodError): string => {
  const [issue] = error.issues;
  return issue ? `${issue.code} at ${issue.path.map(String).join('.') || 'the top'}` : 'unknown';
};
