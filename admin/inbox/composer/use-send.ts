import { useAuth } from '@strapi/strapi/admin';
import { useRef, useState } from 'react';
import type { ConversationDetailDto, MessageDto } from '../../../server/api/contracts/inbox';
import { outcomeUnknown, readApiError } from '../../api/api-error';
import { useGetAgentsQuery } from '../../api/inbox';
import { useCreateMessageMutation, useReadNewestMessagesMutation } from '../../api/messages';
import { splitQuotedText } from '../conversation/quoted-text';
import { mentionsIn } from './mentions';
import { collisionIds, foreignMessages } from './newer-messages';
import { newKey, type Draft } from './draft';
import type { SendHow } from './send-how';
import type { Quoting } from './quote/use-quoting';
import { toMessage } from './to-message';
import type { DraftHandle } from './use-draft';

/** Something newer that the writer has not seen; sending stops until a person has. */
export interface Collision {
  messages: MessageDto[];
  /** The newest of them, in the order of the server. */
  lastId: string;
  how: SendHow;
}

export function useSend(
  conversation: ConversationDetailDto,
  { latest, change, sent, settle, release }: DraftHandle,
  quoting?: Quoting,
  /** What the draft becomes; other media than mail have their own. */
  asMessage: typeof toMessage = toMessage
) {
  const me = useAuth('useSend', (auth) => auth.user?.id);
  const writerId = typeof me === 'number' ? me : undefined;
  const { data: agents = [] } = useGetAgentsQuery(conversation.account.id);
  const [createMessage, { isLoading }] = useCreateMessageMutation();
  const [readNewest] = useReadNewestMessagesMutation();
  const [collision, setCollision] = useState<Collision | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [own, setOwn] = useState<{ before: string | null; id: string } | null>(null);
  const [storedEarlier, setStoredEarlier] = useState(false);
  const [settling, setSettling] = useState(false);

  /** A second try of what may have been stored is the same request. */
  const latestHow = useRef<SendHow>({});

  const send = async (lastSeen: string | null | undefined, asked: SendHow): Promise<void> => {
    const how = latest().unsettled ? latestHow.current : asked;
    latestHow.current = how;
    setError(null);
    setSettling(true);
    const draftRevision = await settle();
    setSettling(false);
    const draft = latest();
    const answer = await createMessage({
      conversationId: conversation.id,
      message: {
        ...asMessage(draft, conversation.replyTo, lastSeen, quoting),
        ...(draft.kind === 'note' ? { mentions: mentionsIn(draft.text, agents) } : { ...how, undoable: true }),
        ...(draftRevision === undefined ? {} : { draftRevision }),
      },
    });
    if ('data' in answer) {
      accepted(draft, answer.data);
      return;
    }
    release();
    const problem = readApiError(answer.error);
    if (problem.code === 'newer-message' && (await stopForNewer(answer.error, how))) return;
    setError(answer.error);
    change({ unsettled: outcomeUnknown(problem) });
  };

  const accepted = (draft: Draft, message: MessageDto) => {
    if (message.kind === 'message') setOwn({ before: conversation.lastMessageId, id: message.id });
    if (draft.changedUnsettled && words(writtenIn(message.text)) !== words(draft.text)) {
      // The earlier try had been stored after all, with the text of then; what was written since is a message of its own.
      release();
      change({ idempotencyKey: newKey(), unsettled: false, changedUnsettled: false, seen: message.id });
      setStoredEarlier(true);
      return;
    }
    setStoredEarlier(false);
    sent({ kind: draft.kind });
  };

  /** False when what is newer cannot be told. */
  const stopForNewer = async (refusal: unknown, how: SendHow): Promise<boolean> => {
    const ids = collisionIds((refusal as { details?: unknown }).details);
    const lastId = ids[ids.length - 1];
    if (lastId === undefined) return false;
    const newest = await readNewest(conversation.id);
    if ('error' in newest) return false;
    const messages = foreignMessages(newest.data, ids, writerId);
    const ownOnly = messages.length === 0 && newest.data.some(({ id }) => id === lastId);
    if (ownOnly) await send(lastId, how);
    else {
      change({ unsettled: false });
      setCollision({ messages, lastId, how });
    }
    return true;
  };

  const answerCollision = (sendAnyway: boolean) => {
    const current = collision;
    setCollision(null);
    if (!current) return;
    // Seen now, either way: the dialog showed it.
    change({ seen: current.lastId });
    if (sendAnyway) void send(current.lastId, current.how);
  };

  /** The newest message that is on screen; our own answer is there before the conversation says so. */
  const newestSeen = own && own.before === conversation.lastMessageId ? own.id : conversation.lastMessageId;
  return {
    send: (how: SendHow = {}) => {
      const { seen } = latest();
      return send(seen === undefined ? newestSeen : seen, how);
    },
    sending: isLoading || settling,
    error,
    collision,
    answerCollision,
    newestSeen,
    storedEarlier,
  };
}

/** The server has put the signature below the text, after the usual delimiter, and what is quoted below that. */
const writtenIn = (text: string) => splitQuotedText(text.split(/\n-- \n/)[0] ?? '').fresh;
const words = (text: string) => text.replace(/\s+/g, ' ').trim();
