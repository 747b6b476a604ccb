import { notFound, tooMany } from '../api/errors';
import type { AddressDto } from '../api/contracts/inbox';
import { mediumOf, type Account } from '../accounts/account';
import type { AccountRepository } from '../accounts/repository';
import { CONTACTS, CONVERSATIONS, IDENTITIES } from '../conversations/tables';
import { loadParticipants } from '../conversations/thread-memory';
import type { Database } from '../database/database';
import type { RateLimit } from '../security/rate-limit';
import { mayWrite, visibleConversation, within, type Scope } from '../security/scope';
import { accentPattern, foldText, literalPattern } from './fold-text';

const MAX = 10;
/** Of one person: nobody types that much, and who reads out an address book does. */
const MAX_A_MINUTE = 120;
/** Of a pattern that lets through more than what matches. */
const CANDIDATES = 2_000;

interface Row {
  address: string;
  name: string | null;
}

interface Deps {
  database: Database;
  accounts: AccountRepository;
  limits: RateLimit;
}

/**
 * Whom somebody who writes in a conversation may mean, by any part of the name or address, whatever case and accents: who
 * takes part, then people with whom they may see a conversation, the latest first. Nobody else's contacts.
 */
export function createSuggestRecipients({ database, accounts, limits }: Deps) {
  return {
    async inConversation(scope: Scope, conversationId: string, typed: string): Promise<AddressDto[]> {
      const conversation = await visibleConversation(database, scope, conversationId);
      const account = conversation && (await accounts.find(conversation.accountId));
      if (!account) throw notFound('Conversation');
      const people =
        (await loadParticipants(database.knex, [conversation.id])).get(conversation.id) ?? new Map<string, string>();
      const present = [...people].map(([address, name]) => ({ name, address }));
      return suggest(scope, account, present, typed);
    },

    /** To begin a conversation from an account; on WhatsApp numbers. */
    async toStart(scope: Scope, accountId: string, typed: string): Promise<AddressDto[]> {
      const account = mayWrite(scope, accountId) ? await accounts.find(accountId) : null;
      if (!account) throw notFound('Account');
      return suggest(scope, account, [], typed);
    },
  };

  async function suggest(
    scope: Scope,
    account: Account,
    everybody: AddressDto[],
    typed: string
  ): Promise<AddressDto[]> {
    const kind = mediumOf(account.kind) === 'email' ? 'email' : 'phone';
    const others = ({ address }: { address: string }) => address.toLowerCase() !== account.address.toLowerCase();
    if (!(await limits.take(`recipients:${scope.person.id}`, MAX_A_MINUTE, 60_000)))
      throw tooMany('Too many searches for people. Wait a minute.');
    const words = foldText(typed);
    const present = everybody.filter(others);
    if (words.length < 2) return present.slice(0, MAX);

    const found = new Map<string, AddressDto>();
    const add = (rows: Row[]) => {
      for (const { name, address } of rows) {
        const person = { name: name ?? '', address };
        if (others(person) && foldText(`${person.name} ${address}`).includes(words) && !found.has(address))
          found.set(address, person);
      }
    };
    add(present);
    if (found.size < MAX) add(await candidates(scope, kind, literalPattern(words), MAX * 2));
    const accented = accentPattern(words);
    if (found.size < MAX && accented !== null) add(await candidates(scope, kind, accented, CANDIDATES));
    return [...found.values()].slice(0, MAX);
  }

  async function candidates(scope: Scope, kind: 'email' | 'phone', pattern: string, limit: number): Promise<Row[]> {
    const { knex } = database;
    const rows = within(
      knex({ i: IDENTITIES })
        .join({ c: CONTACTS }, 'c.document_id', 'i.contact_document_id')
        .join({ v: CONVERSATIONS }, 'v.contact_document_id', 'i.contact_document_id'),
      scope,
      'v.account_document_id'
    );
    return (await rows
      .where('i.kind', kind)
      .where(
        (either) =>
          void either
            .whereRaw("lower(i.value) like ? escape '!'", [pattern])
            .orWhereRaw("lower(c.name) like ? escape '!'", [pattern])
      )
      .groupBy('i.value', 'c.name')
      .orderByRaw('max(v.last_message_at) desc')
      .limit(limit)
      .select({ address: 'i.value', name: 'c.name' })) as Row[];
  }
}
