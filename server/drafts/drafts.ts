import { ConflictError, notFound } from '../api/errors';
import type { DiscardDraft, DraftDto, SavedDraftDto, SaveDraft } from '../api/contracts/drafts';
import type { AttachmentRepository } from '../conversations/attachment-repository';
import type { Conversation } from '../conversations/conversation';
import { MESSAGES } from '../conversations/tables';
import { toInstant } from '../database/columns';
import type { Database } from '../database/database';
import { visibleConversation, type Scope } from '../security/scope';
import { readDraft, removeDraft, writeDraft, type StoredDraft } from './draft-table';

interface Deps {
  database: Database;
  attachments: AttachmentRepository;
  now: () => number;
}

/** A person's own unsent answers, one a conversation. Nobody else reads them, whoever manages the account. */
export interface Drafts {
  get(scope: Scope, conversationId: string): Promise<DraftDto | null>;
  /** Rejects with 409 `draft-changed` or `draft-sent`, and nothing is overwritten. */
  save(scope: Scope, conversationId: string, draft: SaveDraft): Promise<SavedDraftDto>;
  discard(scope: Scope, conversationId: string, known: DiscardDraft): Promise<void>;
}

export function createDrafts({ database, attachments, now }: Deps): Drafts {
  const ownerOf = (scope: Scope, { id }: Conversation) => ({ conversationId: id, userId: scope.person.id });

  async function toDto(scope: Scope, conversation: Conversation, draft: StoredDraft): Promise<DraftDto> {
    const found = await Promise.all(draft.content.attachmentIds.map((id) => attachments.find(id)));
    const own = found.filter(
      (file) =>
        file?.uploadedBy === scope.person.id &&
        file.messageId === null &&
        file.conversationId === conversation.id &&
        file.state === 'stored'
    );
    return {
      content: draft.content,
      attachments: own.flatMap((file) =>
        file ? [{ id: file.id, name: file.name, type: file.type, size: file.size }] : []
      ),
      revision: draft.revision,
      savedAt: toInstant(draft.savedAt),
      mark: draft.mark,
    };
  }

  return {
    async get(scope, conversationId) {
      const conversation = await visibleConversation(database, scope, conversationId);
      if (!conversation) throw notFound('Conversation');
      const draft = await readDraft(database.knex, ownerOf(scope, conversation));
      return draft && toDto(scope, conversation, draft);
    },

    async save(scope, conversationId, { content, ...known }) {
      const at = now();
      const outcome = await database.transaction(async (trx) => {
        // Locked, as where a message is written: this draft is stored before that message, or finds it.
        const conversation = await visibleConversation(database, scope, conversationId, trx);
        if (!conversation) throw notFound('Conversation');
        const sent = (await trx(MESSAGES)
          .where({ conversation_document_id: conversation.id, idempotency_key: content.idempotencyKey })
          .first('document_id')) as { document_id: string } | undefined;
        if (sent) return { sent: sent.document_id };
        const owner = { ...ownerOf(scope, conversation), accountId: conversation.accountId };
        const saved = await writeDraft(trx, owner, content, known, at);
        return saved === null ? { conversation } : { saved };
      });
      if (outcome.saved !== undefined) {
        return { revision: outcome.saved.revision, savedAt: toInstant(outcome.saved.savedAt) };
      }
      if (outcome.sent !== undefined) {
        throw new ConflictError('draft-sent', 'This was sent already.', { messageId: outcome.sent });
      }
      throw await changed(scope, outcome.conversation);
    },

    async discard(scope, conversationId, known) {
      const outcome = await database.transaction(async (trx) => {
        // Locked, so that a save on its way is through or comes after.
        const conversation = await visibleConversation(database, scope, conversationId, trx);
        if (!conversation) throw notFound('Conversation');
        return { conversation, removed: await removeDraft(trx, ownerOf(scope, conversation), known) };
      });
      if (!outcome.removed) throw await changed(scope, outcome.conversation);
    },
  };

  async function changed(scope: Scope, conversation: Conversation): Promise<ConflictError> {
    const stored = await readDraft(database.knex, ownerOf(scope, conversation));
    return new ConflictError('draft-changed', 'This draft was changed in another window. Choose which one to keep.', {
      draft: stored && (await toDto(scope, conversation, stored)),
    });
  }
}
