/** Webhooks in the shapes of Meta's reference pages (webhooks/reference/...), with its example values. */
export const WABA = '102290129340398';
export const PHONE = '106540352242922';
export const FROM = '16505551234';
export const USER = 'US.13491208655302741918';

export type Json = Record<string, unknown>;

export const metadata = { display_phone_number: '15550783881', phone_number_id: PHONE };
export const contact = { profile: { name: 'Sheena Nelson' }, wa_id: FROM, user_id: USER };

export const envelope = (changes: unknown[], entry: Json = {}): Json => ({
  object: 'whatsapp_business_account',
  entry: [{ id: WABA, ...entry, changes }],
});
export const change = (value: Json, field = 'messages'): Json => ({
  field,
  value: { messaging_product: 'whatsapp', metadata, ...value },
});
let serial = 0;
export const message = (type: string, content: Json, more: Json = {}): Json => ({
  from: FROM,
  from_user_id: USER,
  id: `wamid.${type}.${(serial += 1)}`,
  timestamp: '1739321024',
  type,
  ...content,
  ...more,
});
export const messages = (...list: unknown[]): Json => envelope([change({ contacts: [contact], messages: list })]);
export const text = (body: string, more: Json = {}): Json => message('text', { text: { body } }, more);
export const status = (name: string, more: Json = {}): Json => ({
  id: 'wamid.out',
  status: name,
  timestamp: '1739321030',
  recipient_id: FROM,
  recipient_user_id: USER,
  ...more,
});
