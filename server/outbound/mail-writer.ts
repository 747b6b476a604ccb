import { Readable } from 'node:stream';
import type { Account } from '../accounts/account';
import type { OutgoingMail } from '../channels/mail-channel';
import type { AttachmentRepository } from '../conversations/attachment-repository';
import type { Message } from '../conversations/message';
import type { FileStore } from '../files/file-store';
import { composeMail } from '../mail/compose';
import { validateAddress } from '../mail/header-values';

/** Makes the mail of a stored message. Written once: each try, and the copy in Sent, send the same bytes. */
export interface MailWriter {
  write(message: Message, account: Account): Promise<Readable>;
  outgoing(message: Message, rawKey: string): Promise<OutgoingMail>;
  /** As its writer files it: the only copy that names the blind recipients. */
  sentCopy(message: Message, rawKey: string): Promise<OutgoingMail>;
}

export function createMailWriter(files: FileStore, attachments: AttachmentRepository): MailWriter {
  return {
    async write(message, account) {
      const parts = await attachments.ofMessages([message.id]);
      return composeMail({
        messageId: message.externalId,
        from: { name: account.senderName, address: account.address },
        to: message.to,
        cc: message.cc,
        subject: message.subject,
        date: new Date(message.receivedAt),
        inReplyTo: message.references?.inReplyTo ?? null,
        references: message.references?.references ?? [],
        text: message.text,
        html: message.html,
        attachments: parts.flatMap((part) => {
          const key = part.fileKey;
          if (key === null) return [];
          return [
            {
              name: part.name,
              type: part.type,
              inline: part.inline,
              contentId: part.contentId,
              content: () => files.open(key),
            },
          ];
        }),
      });
    },
    outgoing,
    async sentCopy(message, rawKey) {
      const mail = await outgoing(message, rawKey);
      const header = bccHeader(message);
      return { ...mail, raw: async () => withHeader(header, await mail.raw()), size: mail.size + header.length };
    },
  };

  async function outgoing(message: Message, rawKey: string): Promise<OutgoingMail> {
    return {
      messageId: message.externalId,
      from: message.from.address,
      recipients: [...new Set([...message.to, ...message.cc, ...message.bcc].map(({ address }) => address))],
      raw: () => files.open(rawKey),
      size: await files.size(rawKey),
    };
  }
}

/** Header fields may come in any order (RFC 5322 section 3.6), so that it can stand before all others. */
function bccHeader({ bcc }: Message): Buffer {
  if (bcc.length === 0) return Buffer.alloc(0);
  return Buffer.from(`Bcc: ${bcc.map(({ address }) => validateAddress(address, 'bcc')).join(',\r\n ')}\r\n`);
}

function withHeader(header: Buffer, mail: Readable): Readable {
  if (header.length === 0) return mail;
  return Readable.from(
    (async function* () {
      yield header;
      for await (const chunk of mail) yield chunk as Buffer;
    })(),
    { objectMode: false }
  );
}
