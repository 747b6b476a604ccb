import { randomUUID } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';

const DOMAIN_OF = (address) => address.slice(address.lastIndexOf('@') + 1);
const REPLY_PREFIX = /^(re|rv|fwd?|aw)\s*:/i;

/** What a usual mail client makes of a text, its attachments and the mail that it answers. */
export async function composeMail({ person, from, to, draft, parent, now }) {
  const messageId = draft.messageId ?? `<${randomUUID()}@${DOMAIN_OF(from)}>`;
  const date = draft.sentAt ?? now;
  const quoted = parent && draft.quote !== false;
  const options = {
    from: { name: person.name, address: from },
    to: [{ name: to.name, address: to.address }],
    subject: draft.subject || replySubject(parent),
    text: quoted ? `${draft.text}\n\n${quote(parent, person.language)}` : draft.text,
    ...(draft.html ? { html: draft.html } : {}),
    date,
    messageId,
    ...(parent ? threadHeaders(parent) : {}),
    attachments: draft.attachments.map((file) => ({
      filename: file.name,
      content: file.content,
      contentType: file.type,
      ...(file.contentId ? { cid: file.contentId, contentDisposition: 'inline' } : {}),
    })),
    headers: { 'Content-Language': person.language },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  const node = new MailComposer(options).compile();
  return { raw: await node.build(), messageId, date };
}

/** RFC 5322 section 3.6.4: the parent's references, then the parent. */
function threadHeaders(parent) {
  const earlier = [parent.references ?? []].flat();
  return { inReplyTo: parent.messageId, references: [...earlier, parent.messageId] };
}

function replySubject(parent) {
  const subject = parent?.subject ?? '';
  return REPLY_PREFIX.test(subject) ? subject : `Re: ${subject}`;
}

function quote(parent, language) {
  const who = parent.from?.text ?? '';
  const when = (parent.date ?? new Date()).toLocaleString(language === 'en' ? 'en-GB' : 'es-ES', {
    timeZone: 'Europe/Madrid',
  });
  const head = language === 'en' ? `On ${when}, ${who} wrote:` : `El ${when}, ${who} escribió:`;
  const lines = (parent.text ?? '').trimEnd().split('\n');
  return [head, ...lines.map((line) => `> ${line}`)].join('\n');
}
