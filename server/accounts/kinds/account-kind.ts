import type { AccountDto, CreateAccount, UpdateAccount } from '../../api/contracts/accounts';
import type { Account } from '../account';
import type { AccountChange, NewAccount } from '../repository';

/** What differs from kind to kind in what a person may set of an account. Everything here is decided without a database. */
export interface AccountKindRules<Create extends CreateAccount, Update extends UpdateAccount, Own extends Account> {
  toNew(input: Create, now: number): NewAccount;
  secretsOf(input: Create): Record<string, string>;
  /** Throws `invalid` where the change would send stored secrets somewhere else. */
  change(account: Own, input: Update, now: number): KindChange;
  describe(account: Own, shown: Shown): KindDto;
}

export interface KindChange {
  change: AccountChange;
  /** Those that were entered anew. */
  secrets: Record<string, string>;
  /** Another login: what the account's health says of the old one is void. */
  relogs: boolean;
  /** A session knows this from its beginning. */
  reconnects: boolean;
  /** What was there before of the fields that an update may name, without secrets. */
  before: Record<string, unknown>;
}

export interface Shown {
  hasSecret: (field: string) => boolean;
  webhookUrl: string;
  verifyToken: string;
}

/** What a kind adds to the fields that all accounts have. */
export type KindDto = DistributiveOmit<AccountDto, keyof CommonFields>;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type CommonFields = Pick<
  AccountDto,
  | 'id'
  | 'name'
  | 'address'
  | 'senderName'
  | 'companyName'
  | 'signatureChoice'
  | 'undoSeconds'
  | 'state'
  | 'cause'
  | 'authorisedUserIds'
  | 'createdAt'
>;
