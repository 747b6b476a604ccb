import type { Defaults, Signature } from './signature';

type Choosable = Pick<Signature, 'id' | 'accountId' | keyof Defaults>;

export interface Choice<T> {
  /** What a mail gets that says nothing about it. */
  default: T | null;
  /** What the person may send with on this account, the default first. */
  usable: T[];
}

/**
 * The most specific default wins: of this person on this account, of this person anywhere, of the account. A signature
 * that is the default of some people is theirs alone, unless it is the account's too; all others of the account are for
 * everybody who writes from it.
 */
export function chooseSignature<T extends Choosable>(
  signatures: readonly T[],
  accountId: string,
  userId: number
): Choice<T> {
  const here = signatures.filter((signature) => signature.accountId === accountId);
  const chosen =
    here.find(({ userIds }) => userIds.includes(userId)) ??
    signatures.find(({ everywhereUserIds }) => everywhereUserIds.includes(userId)) ??
    here.find(({ isAccountDefault }) => isAccountDefault) ??
    null;
  const theirs = here.filter(
    ({ isAccountDefault, userIds, everywhereUserIds }) =>
      isAccountDefault ||
      userIds.length + everywhereUserIds.length === 0 ||
      userIds.includes(userId) ||
      everywhereUserIds.includes(userId)
  );
  return {
    default: chosen,
    usable: chosen ? [chosen, ...theirs.filter(({ id }) => id !== chosen.id)] : theirs,
  };
}

const ACCOUNT = /^account:/;
const USER = /^user:(\d+)(@.+)?$/;

/** Each target has one signature at the most: the column is unique. */
export const targetsOf = (accountId: string, { isAccountDefault, userIds, everywhereUserIds }: Defaults): string[] => [
  ...(isAccountDefault ? [`account:${accountId}`] : []),
  ...userIds.map((id) => `user:${id}@${accountId}`),
  ...everywhereUserIds.map((id) => `user:${id}`),
];

export function defaultsOf(targets: readonly string[]): Defaults {
  const defaults: Defaults = { isAccountDefault: false, userIds: [], everywhereUserIds: [] };
  for (const target of targets) {
    if (ACCOUNT.test(target)) defaults.isAccountDefault = true;
    const user = USER.exec(target);
    if (user) (user[2] === undefined ? defaults.everywhereUserIds : defaults.userIds).push(Number(user[1]));
  }
  return defaults;
}
