import { isMailAccount, type Account } from '../accounts/account';
import type { AccountRepository } from '../accounts/repository';
import { emailAddress } from '../api/contracts/fields';
import type { ConversationStatus } from '../api/contracts/inbox';
import type { ExistingConversationDto, StartChoicesDto, StartChoicesQuery } from '../api/contracts/start';
import { notFound, tooMany } from '../api/errors';
import { CONTACTS, CONVERSATIONS } from '../conversations/tables';
import { toInstant, toNumber } from '../database/columns';
import type { Database } from '../database/database';
import type { RateLimit } from '../security/rate-limit';
import { mayWrite, within, type Scope } from '../security/scope';
import type { ConversationValues } from '../templates/conversation-values';
import type { TemplateChoices } from '../templates/template-choices';
import { contactOfNumber, numberTyped } from './person-of-number';
import { contactOfAddress, valuesForStart, type PersonToStartWith } from './person-values';

/** Of one person: nobody writes to that many, and who tries out addresses does. */
const MAX_A_MINUTE = 120;
const MOST_SHOWN = 5;
const NOT_CLOSED: ConversationStatus[] = ['open', 'pending', 'snoozed'];

interface Deps {
  database: Database;
  accounts: AccountRepository;
  templateChoices: TemplateChoices;
  conversationValues: ConversationValues;
  limits: RateLimit;
}

interface Row {
  document_id: string;
  subject: string | null;
  preview: string | null;
  status: ConversationStatus;
  last_message_at: unknown;
}

/** What somebody who begins a conversation chooses from, and the conversations that there are with that person already. */
export function createStartChoices({ database, accounts, templateChoices, conversationValues, limits }: Deps) {
  const { knex } = database;

  return async function startChoices(scope: Scope, { accountId, to }: StartChoicesQuery): Promise<StartChoicesDto> {
    const account = mayWrite(scope, accountId) ? await accounts.find(accountId) : null;
    if (!account) throw notFound('Account');
    if (!(await limits.take(`start:${scope.person.id}`, MAX_A_MINUTE, 60_000)))
      throw tooMany('Too many looks for people. Wait a minute.');
    const person = await personAt(scope, account, to);
    const nobody = { address: '', name: '', contactId: null };
    const [{ data, hidden }, values, existing] = await Promise.all([
      templateChoices.toStart(account),
      valuesForStart(knex, conversationValues, scope, account, person ?? nobody),
      person?.contactId ? conversationsWith(account, person.contactId) : [],
    ]);
    return {
      data,
      meta: { values, hidden, person: person && { address: person.address, name: person.name }, existing },
    };
  };

  async function personAt(scope: Scope, account: Account, typed: string): Promise<PersonToStartWith | null> {
    if (isMailAccount(account)) {
      const address = emailAddress.safeParse(typed);
      return address.success ? known(scope, address.data, await contactOfAddress(knex, address.data)) : null;
    }
    const phone = numberTyped(typed, account);
    return phone && known(scope, phone.e164, await contactOfNumber(knex, phone));
  }

  /** Somebody with whom this person may see no conversation is as good as a stranger. */
  async function known(scope: Scope, address: string, contactId: string | null): Promise<PersonToStartWith> {
    const stranger = { address, name: '', contactId: null };
    if (contactId === null) return stranger;
    const theirs = within(
      knex({ v: CONVERSATIONS }).whereRaw('?? = ??', ['v.contact_document_id', 'c.document_id']),
      scope,
      'v.account_document_id'
    ).select(knex.raw('1'));
    const row = (await knex({ c: CONTACTS })
      .where({ 'c.document_id': contactId })
      .whereExists(theirs)
      .first('c.name')) as { name: string | null } | undefined;
    return row ? { address, name: row.name ?? '', contactId } : stranger;
  }

  async function conversationsWith(account: Account, contactId: string): Promise<ExistingConversationDto[]> {
    const query = knex(CONVERSATIONS)
      .where({ account_document_id: account.id, contact_document_id: contactId })
      .orderBy('last_message_at', 'desc')
      .limit(MOST_SHOWN)
      .select('document_id', 'subject', 'preview', 'status', 'last_message_at');
    // On WhatsApp all that is said with a person is one conversation.
    if (isMailAccount(account)) void query.whereIn('status', NOT_CLOSED);
    else void query.where('start_key', `wa:${contactId}`);
    return ((await query) as Row[]).map((row) => ({
      id: row.document_id,
      subject: row.subject ?? '',
      preview: row.preview ?? '',
      status: row.status,
      lastMessageAt: toInstant(toNumber(row.last_message_at)),
    }));
  }
}
