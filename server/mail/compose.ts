import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import { InvalidHeaderValue, isMessageId, validateAddress, validateHeader, validateMessageId } from './header-values';
import type { MailAddress } from './types';

export interface ComposeAttachment {
  name: string;
  type: string;
  content: () => Promise<Readable>;
  inline: boolean;
  /** Without angle brackets; with `inline` the HTML refers to it as `cid:`. */
  contentId?: string | null;
}

export interface ComposeInput {
  /** With angle brackets. */
  messageId: string;
  from: MailAddress;
  to: readonly MailAddress[];
  cc: readonly MailAddress[];
  subject: string;
  date: Date;
  inReplyTo: string | null;
  /** The chain of the mail that is answered, oldest first. */
  references: readonly string[];
  text: string;
  /** Sanitised already. */
  html: string | null;
  attachments: readonly ComposeAttachment[];
}

const MAX_RECIPIENTS = 50;
/** Exchange cuts a long References header anywhere; its first id and its last ones are what threading needs. */
const KEPT_AT_END = 20;

/**
 * The complete mail as a stream, attachments read only as it is read. Throws `InvalidHeaderValue` before anything else
 * happens when a value could be taken for more than a value.
 */
export async function composeMail(input: ComposeInput): Promise<Readable> {
  const messageId = validateMessageId(input.messageId, 'messageId');
  if (input.to.length + input.cc.length > MAX_RECIPIENTS) throw new InvalidHeaderValue('too-many-recipients', 'to');
  const composer = new MailComposer({
    // Nothing in a message is ever a path or an address to read from.
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'windows',
    messageId,
    date: input.date,
    from: mailbox(input.from, 'from'),
    to: input.to.map((address) => mailbox(address, 'to')),
    cc: input.cc.map((address) => mailbox(address, 'cc')),
    subject: validateHeader(input.subject, 'subject'),
    ...(input.inReplyTo === null ? {} : { inReplyTo: validateMessageId(input.inReplyTo, 'inReplyTo') }),
    references: referencesOf(input.references, messageId),
    text: input.text,
    ...(input.html === null ? {} : { html: withPictures(input.html) }),
    attachments: input.attachments.map(attachment),
  });
  return toReadable(composer.compile().createReadStream());
}

/**
 * Our own id comes first: Amazon SES and the Gmail API replace the Message-ID, but leave References alone, so an answer
 * still brings our id back.
 */
export function referencesOf(chain: readonly string[], messageId: string): string[] {
  const ids = [...new Set(chain)].filter((id) => isMessageId(id) && id !== messageId);
  const kept = ids.length <= KEPT_AT_END + 1 ? ids : [...ids.slice(0, 1), ...ids.slice(-KEPT_AT_END)];
  return [messageId, ...kept];
}

const mailbox = ({ name, address }: MailAddress, field: string) => ({
  name: validateHeader(name, `${field}.name`, 200),
  address: validateAddress(address, `${field}.address`),
});

const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,99}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,99}$/i;
const CONTENT_ID = /^[^\s<>"\p{C}]{1,256}$/u;

function attachment({ name, type, content, inline, contentId }: ComposeAttachment) {
  const cid = inline && contentId && CONTENT_ID.test(contentId) ? contentId : undefined;
  const known = MEDIA_TYPE.test(type) ? type.toLowerCase() : 'application/octet-stream';
  return {
    filename: validateHeader(name, 'attachment.name', 255),
    // A part of type multipart or message may not be encoded (RFC 2046 section 5.2.1), and we do not look inside.
    contentType: /^(?:multipart|message)\//.test(known) ? 'application/octet-stream' : known,
    contentTransferEncoding: 'base64' as const,
    contentDisposition: cid === undefined ? ('attachment' as const) : ('inline' as const),
    ...(cid === undefined ? {} : { cid }),
    content: Readable.from(opened(content)),
  };
}

/** Opens the file when its turn comes, so that a mail with many files holds one open at a time. */
async function* opened(content: () => Promise<Readable>): AsyncGenerator<Buffer> {
  yield* (await content()) as AsyncIterable<Buffer>;
}

/**
 * Stored HTML keeps aside where its pictures come from, so that nothing loads on our screens. The mail that leaves the
 * house has them in `src` again, embedded ones by their Content-ID (RFC 2392).
 */
const withPictures = (html: string): string =>
  html.replace(
    /(<img\b[^<>]*?\s)data-(content-id|remote-src)="([^"<>]*)"/g,
    (_match, before: string, kind: string, value: string) =>
      `${before}src="${kind === 'content-id' ? 'cid:' : ''}${value}"`
  );

function toReadable(stream: NodeJS.ReadableStream): Readable {
  return stream instanceof Readable ? stream : new Readable().wrap(stream);
}
