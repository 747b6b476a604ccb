import type { ConversationDto, InboxPageDto, InboxQuery, SearchMatchDto } from '../api/contracts/inbox';
import type { InboxReader } from '../conversations/inbox-reader';
import type { Database } from '../database/database';
import type { Access } from '../security/scope';
import { findMatches } from './matches';
import type { Search } from './search';

/** The list, and the list of what somebody searches for: the same filters, the same scope, the same order. */
export function createFindConversations({ knex }: Database, inbox: InboxReader, search: Search) {
  return async function findConversations(access: Access, { q, ...query }: InboxQuery): Promise<InboxPageDto> {
    if (q === undefined || q === '') return inbox.list(access, query);
    const question = await search.find(q);
    const preparing = await search.preparing();
    if (!question) return { data: [], meta: { nextCursor: null, preparing } };
    const page = await inbox.list(access, query, question.found);
    const matches = await findMatches(knex, question.terms, page.data);
    const data = page.data.map((each): ConversationDto => {
      const match =
        matches.get(each.id) ?? (question.quote?.conversationIds.has(each.id) ? byQuote(question.quote.number) : null);
      return match ? { ...each, match } : each;
    });
    return { data, meta: { ...page.meta, preparing } };
  };
}

/** What nobody wrote there, and its customer has. */
const byQuote = (number: string): SearchMatchDto => ({
  messageId: null,
  field: 'quote',
  excerpt: [{ text: number, marked: true }],
});
