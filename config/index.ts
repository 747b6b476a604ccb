import { configSchema, type ConversationsConfig } from './schema';

const defaults: ConversationsConfig = {
  paused: false,
  encryption: { keys: [] },
  company: {},
  network: {
    allow: [],
    allowInsecure: [],
    imapPorts: [143, 993],
    smtpPorts: [25, 465, 587, 2525],
    allowImages: [],
    imagePorts: [80, 443],
  },
  whatsapp: {},
  endpoints: {
    meta: 'https://graph.facebook.com',
    metaSdk: 'https://connect.facebook.net/en_US',
    metaDialog: 'https://www.facebook.com',
  },
  attachments: {
    directory: 'private/conversations',
    maxMailBytes: 50 * 1024 * 1024,
    maxFileBytes: 50 * 1024 * 1024,
    maxFiles: 100,
    linkSeconds: 300,
  },
  jobs: { dispatcher: 'database', sweepSeconds: 1, concurrency: 8 },
  worker: { enabled: true, parsers: 1 },
  sync: { pollSeconds: 30, reconcileMinutes: 15, fullReconcileHours: 24 },
  alerts: { email: true, afterSeconds: 60, behindMinutes: 15 },
  sqlite: { wal: true },
};

/** Strapi aborts the boot with what this throws: one sentence that names the key and says what to write. */
function validator(config: unknown): void {
  const result = configSchema.safeParse(config);
  if (result.success) return;
  const issue = result.error.issues[0];
  if (!issue) return;
  if (issue.code === 'unrecognized_keys') {
    const path = [...issue.path, issue.keys[0]].join('.');
    throw new Error(
      `config/plugins: conversations.config.${path} is no setting of this plugin; remove it or check its spelling.`
    );
  }
  throw new Error(`config/plugins: conversations.config.${issue.path.join('.')} ${phrase(issue.message)}.`);
}

/** zod says "Invalid input: expected boolean, received string" or our own "must be …". */
const phrase = (message: string) =>
  message.startsWith('must ') ? message : `is not right (${message.charAt(0).toLowerCase()}${message.slice(1)})`;

export default { default: defaults, validator };
