import { phoneOfWaId, phoneVariants } from './phone';

/**
 * By what a person is known. A BSUID is one person's within one business portfolio and another's in the next, so it is
 * worth nothing without its scope; a phone number is the same everywhere. A user name may be given up and taken by
 * somebody else: it is shown, and never finds anybody.
 *
 * Meta: business-scoped-user-ids.
 */
export const IDENTITY_KINDS = ['bsuid', 'parent-bsuid', 'wa-id', 'phone', 'username'] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];

export const GLOBAL = 'global';

export interface Identity {
  kind: IdentityKind;
  /** `global`, or the portfolio or account within which the value is unique. */
  scope: string;
  /** What is compared: for numbers the key that all spellings share. */
  value: string;
  /** Exactly as received; a message is sent to this and not to what we make of it. */
  raw: string;
}

/** What a webhook or an answer says of a person. */
export interface KnownIds {
  waId: string | null;
  userId: string | null;
  parentUserId: string | null;
  username: string | null;
}

export interface Scope {
  /** Null while it is not known: then ids hold for the WhatsApp Business account alone. */
  portfolioId: string | null;
  wabaId: string;
}

const BSUID = /^[A-Z]{2}\.[0-9A-Za-z]{1,128}$/;
const PARENT_BSUID = /^[A-Z]{2}\.ENT\.[0-9A-Za-z]{1,128}$/;

export const isBsuid = (value: string): boolean => BSUID.test(value) || PARENT_BSUID.test(value);

export const scopeKey = ({ portfolioId, wabaId }: Scope): string =>
  portfolioId === null ? `waba:${wabaId}` : `portfolio:${portfolioId}`;

/** In the order in which they are looked up: what Meta guarantees first, what it may leave out later. */
export function identitiesOf(person: KnownIds, scope: Scope): Identity[] {
  const within = scopeKey(scope);
  const found: Identity[] = [];
  const add = (kind: IdentityKind, where: string, value: string, raw: string) => {
    if (!found.some((one) => one.kind === kind && one.value === value)) found.push({ kind, scope: where, value, raw });
  };
  for (const id of [person.userId, person.parentUserId]) {
    if (id !== null && BSUID.test(id)) add('bsuid', within, id, id);
  }
  for (const id of [person.userId, person.parentUserId]) {
    if (id !== null && PARENT_BSUID.test(id)) add('parent-bsuid', within, id, id);
  }
  if (person.waId !== null && person.waId !== '') {
    const phone = phoneOfWaId(person.waId);
    // Something else in a number's place identifies its person all the same.
    add('wa-id', GLOBAL, phone?.matchKey ?? person.waId, person.waId);
    if (phone) add('phone', GLOBAL, phone.matchKey, phone.e164);
  }
  if (person.username) add('username', within, person.username.toLowerCase(), person.username);
  return found;
}

/** Those that may find a person. */
export const findable = (identities: readonly Identity[]): Identity[] =>
  identities.filter(({ kind }) => kind !== 'username');

/** One text per identity, the same everywhere: locks are taken in the order of these. */
export const identityKey = ({ kind, scope, value }: Pick<Identity, 'kind' | 'scope' | 'value'>): string =>
  `${kind}|${scope}|${value}`;

/** Spellings to ask for where raw numbers are stored, such as in the host's records. */
export const spellingsOf = (waId: string): string[] => {
  const phone = phoneOfWaId(waId);
  return phone ? phoneVariants(phone.e164) : [];
};
