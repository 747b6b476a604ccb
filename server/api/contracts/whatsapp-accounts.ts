import { z } from 'zod';
import { authorisedUserIds, headerText, undoSeconds } from './fields';
import type { Instant } from './common';

/** Meta's ids are decimal numbers above 2^53: text everywhere. */
export const metaId = z
  .string()
  .trim()
  .regex(/^\d{5,25}$/, { error: 'must be the number that Meta shows, digits only' });
const appSecret = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z_-]{16,128}$/, { error: "must be the app's secret, as App settings > Basic shows it" });
const accessToken = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{20,1024}$/, { error: 'must be an access token, without spaces' });

const ids = { appId: metaId, wabaId: metaId, phoneNumberId: metaId };
const secrets = { appSecret, accessToken };
const described = {
  name: headerText(120).optional(),
  companyName: headerText(120).optional(),
  /** Reading a conversation shows the customer read ticks, and writing that somebody writes. Default: yes. */
  readReceipts: z.boolean().optional(),
  undoSeconds: undoSeconds.optional(),
};

export const createWhatsAppAccount = z.strictObject({
  kind: z.literal('whatsapp-cloud'),
  ...described,
  /** The number itself comes from Meta; what is given here stands until it has. */
  address: headerText(32).optional(),
  senderName: headerText(120).default(''),
  ...ids,
  ...secrets,
  authorisedUserIds,
});
export type CreateWhatsAppAccount = z.infer<typeof createWhatsAppAccount>;

/** All fields optional. Missing or empty secrets keep the stored ones, unless an id changes. */
export const updateWhatsAppAccount = z.strictObject({
  ...described,
  senderName: headerText(120).optional(),
  appId: metaId.optional(),
  wabaId: metaId.optional(),
  phoneNumberId: metaId.optional(),
  appSecret: z.union([z.literal(''), appSecret]).optional(),
  accessToken: z.union([z.literal(''), accessToken]).optional(),
});
export type UpdateWhatsAppAccount = z.infer<typeof updateWhatsAppAccount>;

export const testWhatsAppConnection = z.strictObject({ kind: z.literal('whatsapp-cloud'), ...ids, ...secrets });
export type TestWhatsAppConnection = z.infer<typeof testWhatsAppConnection>;

/** In the order in which they run. */
export const WHATSAPP_STEPS = [
  'token',
  'permissions',
  'number',
  'registration',
  'messaging',
  'subscription',
  'handshake',
  'event',
] as const;
export type WhatsAppStepName = (typeof WHATSAPP_STEPS)[number];

/** What the account's own page offers to do about a step that failed. */
/** Without a PIN the one that is known of the number is taken. */
export const registerNumber = z.strictObject({
  pin: z
    .string()
    .regex(/^\d{6}$/, { error: 'must be six digits' })
    .optional(),
});
export const requestCode = z.strictObject({ method: z.enum(['SMS', 'VOICE']), language: z.enum(['en', 'es']) });
export const verifyCode = z.strictObject({ code: z.string().regex(/^\d{3}-?\d{3}$/, { error: 'must be six digits' }) });

/** Meta: business-phone-numbers/business-profiles. */
export const PROFILE_LIMITS = { about: 139, address: 256, description: 512, email: 128, website: 256 } as const;
export const PROFILE_VERTICALS = [
  'UNDEFINED',
  'OTHER',
  'AUTO',
  'BEAUTY',
  'APPAREL',
  'EDU',
  'ENTERTAIN',
  'EVENT_PLAN',
  'FINANCE',
  'GROCERY',
  'GOVT',
  'HOTEL',
  'HEALTH',
  'NONPROFIT',
  'PROF_SERVICES',
  'RETAIL',
  'TRAVEL',
  'RESTAURANT',
] as const;

/** Of the picture that customers see; the side in pixels, each. */
export const PICTURE_LIMITS = { bytes: 5 * 1024 * 1024, side: 192, types: ['image/jpeg', 'image/png'] } as const;

export interface ProfilePictureDto {
  /** The bytes, as a data URL: the admin's content security policy lets no foreign picture in. Null: there is none. */
  dataUrl: string | null;
}

/** What customers read on the page of the business in WhatsApp. */
export const whatsAppProfile = z.strictObject({
  about: z.string().trim().max(PROFILE_LIMITS.about),
  address: z.string().trim().max(PROFILE_LIMITS.address),
  description: z.string().trim().max(PROFILE_LIMITS.description),
  email: z.union([z.literal(''), z.email().max(PROFILE_LIMITS.email)]),
  websites: z.array(z.url({ protocol: /^https?$/ }).max(PROFILE_LIMITS.website)).max(2),
  vertical: z.enum(PROFILE_VERTICALS),
});
export type WhatsAppProfile = z.infer<typeof whatsAppProfile>;

export type RegisterNumber = z.infer<typeof registerNumber>;
export type RequestCode = z.infer<typeof requestCode>;
export type VerifyCode = z.infer<typeof verifyCode>;

/** Whether messages may be sent, over the number, its WhatsApp Business account, the business and the app. */
export interface MessagingHealthDto {
  /** `AVAILABLE`, `LIMITED` or `BLOCKED`. */
  sending: string | null;
  /** In Meta's words. `entity`: `PHONE_NUMBER`, `WABA`, `BUSINESS` or `APP`. */
  problems: { entity: string; code: number | null; text: string; solution: string | null }[];
}

/** What Meta says of the number; null where it said nothing. */
export interface WhatsAppNumberDto {
  displayPhoneNumber: string | null;
  verifiedName: string | null;
  /** `GREEN`, `YELLOW`, `RED` or `UNKNOWN`. */
  quality: string | null;
  /** `CONNECTED`, `PENDING`, `UNVERIFIED`, … */
  status: string | null;
  nameStatus: string | null;
  /** People to whom a conversation may be opened within 24 hours, over all numbers of the business. */
  messagingLimit: string | null;
  throughput: string | null;
  /** Missing where the number was last looked at by a version that did not ask. */
  health?: MessagingHealthDto | null;
  checkedAt: Instant;
}

export interface WhatsAppAccountFields {
  kind: 'whatsapp-cloud';
  appId: string;
  wabaId: string;
  phoneNumberId: string;
  hasAppSecret: boolean;
  hasAccessToken: boolean;
  readReceipts: boolean;
  /** To paste into the app's webhook settings at Meta. */
  webhookUrl: string;
  verifyToken: string;
  /** When Meta last asked whether the address is ours, and last sent an event for this number. */
  handshakeAt: Instant | null;
  lastEventAt: Instant | null;
  /** Null: the token does not expire, or nobody has asked yet. */
  tokenExpiresAt: Instant | null;
  /** Another address that gets this number's events instead of ours. */
  foreignCallback: string | null;
  restrictions: { type: string; until: Instant | null }[];
  number: WhatsAppNumberDto | null;
}
