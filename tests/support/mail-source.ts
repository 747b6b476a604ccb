import { randomUUID } from 'node:crypto';

export interface MailSource {
  from: string;
  to: string;
  subject: string;
  text: string;
  html?: string;
  messageId?: string;
  inReplyTo?: string;
  references?: string[];
  date?: Date;
  attachments?: { name: string; type: string; content: string }[];
}

/** A mail as another mail program would send it (RFC 5322), written by hand: what reads it must not have made it. */
export function mailSource(mail: MailSource): string {
  const boundary = `=_${randomUUID()}`;
  const head = [
    `From: ${mail.from}`,
    `To: ${mail.to}`,
    `Subject: ${mail.subject}`,
    `Date: ${(mail.date ?? new Date()).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${mail.messageId ?? `<${randomUUID()}@customer.test>`}`,
    ...(mail.inReplyTo ? [`In-Reply-To: ${mail.inReplyTo}`] : []),
    ...(mail.references?.length ? [`References: ${mail.references.join('\r\n ')}`] : []),
    'MIME-Version: 1.0',
  ];
  const part = (headers: string[], body: string) => [`--${boundary}`, ...headers, '', body].join('\r\n');
  const parts = [
    part(['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64'], base64(mail.text)),
    ...(mail.html
      ? [part(['Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: base64'], base64(mail.html))]
      : []),
    ...(mail.attachments ?? []).map(({ name, type, content }) =>
      part(
        [
          `Content-Type: ${type}; name="${name}"`,
          `Content-Disposition: attachment; filename="${name}"`,
          'Content-Transfer-Encoding: base64',
        ],
        base64(content)
      )
    ),
  ];
  const subtype = mail.attachments?.length ? 'mixed' : 'alternative';
  head.push(`Content-Type: multipart/${subtype}; boundary="${boundary}"`);
  return [...head, '', ...parts, `--${boundary}--`, ''].join('\r\n');
}

/** Lines of 76 characters (RFC 2045 section 6.8). */
const base64 = (text: string) =>
  (
    Buffer.from(text)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\r\n');
