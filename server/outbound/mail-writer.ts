import type { Readable } from 'node:stream';
import type { Account } from '../accounts/account';
import type { OutgoingMail } from '../channels/channel';
import type { AttachmentRepository } from '../conversations/attachment-repository';
import type { Message } from '../conversations/message';
import type { FileStore } from '../files/file-store';
import { composeMail } from '../mail/compose';

/** Makes the mail of a stored message. Written once: each try, and the copy in Sent, send the same bytes. */
export interface MailWriter {
  write(message: Message, account: Account): Promise<Readable>;
  outgoing(message: Message, rawKey: string): Promise<OutgoingMail>;
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
    async outgoing(message, rawKey) {
      return {
        messageId: message.externalId,
        from: message.from.address,
        recipients: [...new Set([...message.to, ...message.cc].map(({ address }) => address))],
        raw: () => files.open(rawKey),
        size: await files.size(rawKey),
      };
    },
  };
}
