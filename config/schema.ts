import { z } from 'zod';

const uid = z.string().regex(/^(api|plugin)::[a-z0-9-]+\.[a-z0-9-]+$/, {
  error: "must be a content type's uid, such as 'api::customer.customer'",
});
const fieldName = z.string().min(1);
const cidr = z
  .string()
  .regex(/^[0-9a-fA-F.:]+(\/\d{1,3})?$/, { error: "must be an address or a CIDR range, such as '10.0.0.0/8'" });
const resolver = z.custom<(...args: never[]) => unknown>((value) => typeof value === 'function', {
  error: 'must be a function',
});

export const encryptionKey = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,32}$/, { error: 'must be a short name of letters, digits, - and _' }),
  key: z.string().refine((value) => Buffer.from(value, 'base64').length === 32, {
    error: 'must be 32 bytes in base64; make one with: openssl rand -base64 32',
  }),
});

/**
 * `fields.emails` and `fields.phones` name one text field or several, or a repeatable component's field as
 * `component.field`. `resolve({ strapi, email })`, or with `phone` in E.164 for a WhatsApp number, replaces the look-up by
 * fields and answers `{ documentId, name }` or null.
 */
const customer = z.strictObject({
  uid,
  fields: z
    .strictObject({
      name: fieldName,
      emails: z.union([fieldName, z.array(fieldName).min(1)]),
      phones: z.union([fieldName, z.array(fieldName).min(1)]).optional(),
      salesperson: fieldName.optional(),
      language: fieldName.optional(),
    })
    .optional(),
  resolve: resolver.optional(),
  /** Whose numbers those without a country code are: two letters (ISO 3166-1). */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, { error: "must be two capital letters, such as 'ES'" })
    .optional(),
});
const quote = z.strictObject({
  uid,
  fields: z.strictObject({
    number: fieldName,
    customer: fieldName,
    total: fieldName.optional(),
    status: fieldName.optional(),
  }),
});

export const configSchema = z.strictObject({
  /** Stops all work (no mail in or out) and keeps every table. Never use `enabled: false` for this: it drops them. */
  paused: z.boolean(),
  /** The address under which browsers and providers reach this host; defaults to Strapi's `server.url`. */
  publicUrl: z.url().optional(),
  encryption: z.strictObject({
    /** The first key encrypts, all of them decrypt. */
    keys: z.array(encryptionKey).refine((keys) => new Set(keys.map((key) => key.id)).size === keys.length, {
      error: 'must not name the same id twice',
    }),
  }),
  company: z.strictObject({ name: z.string().optional() }),
  customer: customer.optional(),
  quote: quote.optional(),
  network: z.strictObject({
    /** Private addresses that accounts may reach all the same. */
    allow: z.array(cidr),
    /** Addresses to which an account may choose security `none`. */
    allowInsecure: z.array(cidr),
    imapPorts: z.array(z.number().int().min(1).max(65535)),
    smtpPorts: z.array(z.number().int().min(1).max(65535)),
    /**
     * Private addresses from which pictures of mails may be loaded. Apart from `allow`: there an administrator says where
     * an account is, here whoever writes a mail says what is asked for.
     */
    allowImages: z.array(cidr),
    imagePorts: z.array(z.number().int().min(1).max(65535)),
  }),
  whatsapp: z.strictObject({
    /** The host's own app at Meta, with which people connect a number in Meta's window. Without it they connect by hand. */
    embeddedSignup: z
      .strictObject({
        appId: z.string().regex(/^\d{5,25}$/, { error: "must be the app's id, digits only" }),
        appSecret: z.string().regex(/^[0-9A-Za-z_-]{16,128}$/, { error: "must be the app's secret" }),
        configId: z.string().regex(/^\d{5,25}$/, { error: 'must be the id of a Facebook Login configuration' }),
      })
      .optional(),
  }),
  /** Where the providers' APIs are; only for proxies and stand-ins. */
  endpoints: z.strictObject({
    meta: z.url(),
    /** The folder of Meta's script for browsers. */
    metaSdk: z.url(),
    /** Whose window it opens. */
    metaDialog: z.url(),
  }),
  attachments: z.strictObject({
    /** Folder of the private file store, absolute or relative to the app; must not lie below `public`. */
    directory: z.string().min(1),
    maxMailBytes: z.number().int().min(1_000_000),
    maxFileBytes: z.number().int().min(100_000),
    maxFiles: z.number().int().min(1).max(1000),
    /** How long a link to a file works. */
    linkSeconds: z.number().int().min(10).max(300),
  }),
  jobs: z.strictObject({
    dispatcher: z.enum(['database']),
    /** How often the job rows are looked at when nothing rang: 0.2 to 60. */
    sweepSeconds: z.number().min(0.2).max(60),
    concurrency: z.number().int().min(1).max(64),
  }),
  worker: z.strictObject({
    /** Does this process read mailboxes and run jobs? Turn off on processes that only serve pages. */
    enabled: z.boolean(),
    /** Threads that parse mail. */
    parsers: z.number().int().min(1).max(16),
  }),
  sync: z.strictObject({
    pollSeconds: z.number().min(1).max(900),
    reconcileMinutes: z.number().min(0.1).max(1440),
    fullReconcileHours: z.number().min(0.1).max(168),
  }),
  alerts: z.strictObject({
    /** Tells the managers of accounts by the host's email plugin too. */
    email: z.boolean(),
    /** A trouble that is over before is told to nobody, and one that comes back before is the same one. */
    afterSeconds: z.number().min(1).max(3600),
    /** Without having been in step for this long an account is in trouble, whatever its state. */
    behindMinutes: z.number().min(0.1).max(1440),
  }),
  sqlite: z.strictObject({
    /** journal_mode=WAL and synchronous=NORMAL on SQLite hosts. */
    wal: z.boolean(),
  }),
});

export type ConversationsConfig = z.infer<typeof configSchema>;
export type CustomerMapping = NonNullable<ConversationsConfig['customer']>;
export type QuoteMapping = NonNullable<ConversationsConfig['quote']>;
