import type { Knex } from 'knex';
import type { WhatsAppAccount } from '../../accounts/account';
import { Trouble } from '../../accounts/trouble';
import type { ChannelDirectory } from '../../channels/directory';
import type { GraphClient } from '../../channels/whatsapp-cloud/graph/client';
import { buildMessage, type Payload } from '../../channels/whatsapp-cloud/outgoing/payload';
import type { Message } from '../../conversations/message';
import { crashPoint } from '../../crash-points';
import { afterAnswer, afterTrouble, failing, type Circumstances, type NextStep } from './after-answer';
import { failureOf, faultOf, type Failure } from './failure';
import { isMedia, outgoingContent } from './outgoing-content';
import type { OutgoingMedia } from './outgoing-media';
import { recipientOfConversation, type ChosenRecipient } from './recipient';

/** What is asked of Meta, or why it is not. */
export type Prepared = { payload: Payload; client: GraphClient; recipient: ChosenRecipient } | { next: NextStep };

interface Deps {
  knex: Knex;
  channels: ChannelDirectory;
  media: OutgoingMedia;
}

/** Chooses the recipient's id, uploads the file and builds the request. Nothing has been sent when it ends. */
export function createPrepareMessage({ knex, channels, media }: Deps) {
  return async function prepare(
    message: Message,
    account: WhatsAppAccount,
    signal: AbortSignal,
    circumstances: () => Promise<Circumstances>
  ): Promise<Prepared> {
    const recipient = await recipientOfConversation(knex, message.conversationId);
    if (!recipient) return { next: failing(faultOf('recipient-invalid')) };
    try {
      const { channel, connection } = await channels.whatsApp(account);
      const client = channel.client(connection);
      let uploaded: { mediaId: string; fileName: string } | null = null;
      if (isMedia(message.whatsapp?.content)) {
        const result = await media.upload(client, message.id, signal);
        if (!result) return { next: failing(FILE_GONE) };
        if (result.status !== 'ok') {
          if (signal.aborted) throw new Error('this process ends');
          // Nothing was sent, whatever became of the upload.
          const answer = result.status === 'uncertain' ? { ...result, status: 'not-sent' as const } : result;
          return { next: afterAnswer(answer, await circumstances()) };
        }
        uploaded = result.data;
        crashPoint('send.after-upload');
      }
      const content = outgoingContent(message, uploaded);
      if (!content) return { next: failing(failureOf('unsupported-type')) };
      const built = buildMessage({
        to: recipient.to,
        content,
        replyTo: message.whatsapp?.replyTo ?? null,
        callbackData: message.id,
      });
      return built.ok ? { payload: built.payload, client, recipient } : { next: failing(faultOf(built.fault)) };
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      const { tries: count, queuedForMs } = await circumstances();
      return { next: afterTrouble(error, count, queuedForMs) };
    }
  };
}

const FILE_GONE: Failure = { code: 'attachment-missing', message: 'The file of this message is not there any more.' };
