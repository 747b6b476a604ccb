import type { Knex } from 'knex';
import { ConflictError, invalid, notFound } from '../api/errors';
import type { AccountDto, CreateAccount, ServerSettings, UpdateAccount } from '../api/contracts/accounts';
import { toInstantOrNull, toInstant } from '../database/columns';
import type { Database } from '../database/database';
import { PASSWORD, vaultOwner } from '../channels/directory';
import type { ImapSettings } from '../channels/imap/settings';
import { KeyMissing, type Vault } from '../security/vault';
import type { Person } from '../security/scope';
import { HEALTHY, stateOf, type Account } from './account';
import type { Audit } from './audit';
import { chooseFolders, chosenPaths, sameChoice } from './folder-choice';
import { toCause } from './cause';
import type { Members } from './members';
import type { AccountRepository } from './repository';

interface Deps {
  database: Database;
  accounts: AccountRepository;
  members: Members;
  vault: Vault;
  audit: Audit;
  now: () => number;
}

/** Settings of accounts, for those who may manage them. Passwords go in and never come out. */
export interface AccountSettings {
  list(): Promise<AccountDto[]>;
  get(id: string): Promise<AccountDto>;
  create(by: Person, input: CreateAccount): Promise<string>;
  /** Answers whether the account connects anew with this. */
  update(by: Person, id: string, input: UpdateAccount): Promise<{ reconnects: boolean }>;
  pause(by: Person, id: string): Promise<void>;
  resume(by: Person, id: string): Promise<void>;
  requestSync(id: string): Promise<void>;
}

export function createAccountSettings({ database, accounts, members, vault, audit, now }: Deps): AccountSettings {
  const locked = async (trx: Knex, id: string): Promise<Account> => {
    const account = await accounts.lock(trx, id);
    if (!account) throw notFound('Account');
    return account;
  };
  const dto = async (account: Account): Promise<AccountDto> => ({
    id: account.id,
    kind: account.kind,
    name: account.name,
    address: account.address,
    senderName: account.senderName,
    companyName: account.companyName,
    signatureChoice: account.signatureChoice,
    state: stateOf(account),
    cause: toCause(account),
    imap: account.settings.imap,
    smtp: account.settings.smtp,
    username: account.settings.username,
    hasPassword: await vault.has(vaultOwner(account.id), PASSWORD),
    passwordUpdatedAt: toInstantOrNull(account.passwordUpdatedAt),
    importDays: account.settings.importDays,
    folders: chosenPaths(account.settings),
    authorisedUserIds: (await members.of(account.id)).map((member) => member.userId),
    createdAt: toInstant(account.createdAt),
  });

  const storePassword = async (trx: Knex, id: string, password: string): Promise<void> => {
    try {
      await vault.put(trx, vaultOwner(id), PASSWORD, password);
    } catch (error) {
      if (error instanceof KeyMissing) {
        throw new ConflictError(
          'encryption-key-missing',
          'This host has no encryption key, so no password can be stored. Add encryption.keys to the plugin config; make a key with: openssl rand -base64 32'
        );
      }
      throw error;
    }
  };

  return {
    list: async () => Promise.all((await accounts.list()).map(dto)),

    async get(id) {
      const account = await accounts.find(id);
      if (!account) throw notFound('Account');
      return dto(account);
    },

    create: (by, input) =>
      database.transaction(async (trx) => {
        const at = now();
        const { imap, smtp, username, importDays } = input;
        const id = await accounts.insert(
          trx,
          {
            kind: input.kind,
            name: input.name || input.address,
            address: input.address,
            senderName: input.senderName,
            companyName: input.companyName,
            signatureChoice: input.signatureChoice,
            settings: { imap, smtp, username, importDays, folders: chooseFolders([], input.folders ?? [], at) },
          },
          at
        );
        await storePassword(trx, id, input.password);
        await accounts.update(trx, id, { passwordUpdatedAt: at }, at);
        await members.replace(trx, id, input.authorisedUserIds, by.id, at);
        const { password: _secret, ...visible } = input;
        await audit.write(trx, id, by, 'account.created', visible, at);
        return id;
      }),

    update: (by, id, input) =>
      database.transaction(async (trx) => {
        const account = await locked(trx, id);
        const at = now();
        const before = account.settings;
        const settings: ImapSettings = {
          imap: input.imap ?? before.imap,
          smtp: input.smtp ?? before.smtp,
          username: input.username ?? before.username,
          importDays: input.importDays ?? before.importDays,
          folders: chooseFolders(before.folders ?? [], input.folders ?? chosenPaths(before), at),
        };
        const elsewhere =
          differs(before.imap, settings.imap) ||
          differs(before.smtp, settings.smtp) ||
          before.username !== settings.username;
        // Otherwise whoever may manage accounts could have the stored password sent to a server of his own.
        if (elsewhere && !input.password) {
          throw invalid(
            'password-required',
            'Enter the password again: the server, port, security or user name has changed.',
            {
              errors: [{ path: ['password'], message: 'is needed because the connection changes' }],
            }
          );
        }
        if (input.password) await storePassword(trx, id, input.password);
        const relogs = elsewhere || Boolean(input.password);
        // A session knows its folders from its beginning.
        const reconnects = relogs || !sameChoice(before, settings);
        await accounts.update(
          trx,
          id,
          {
            name: input.name === '' ? (input.address ?? account.address) : input.name,
            address: input.address,
            senderName: input.senderName,
            companyName: input.companyName,
            signatureChoice: input.signatureChoice,
            settings,
            ...(reconnects ? { revision: account.revision + 1 } : {}),
            ...(input.password ? { passwordUpdatedAt: at } : {}),
          },
          at
        );
        if (relogs) await accounts.setHealth(trx, account, HEALTHY);
        const { password, ...visible } = input;
        await audit.write(
          trx,
          id,
          by,
          'account.updated',
          { before: changedParts(account, visible), after: visible, passwordChanged: Boolean(password) },
          at
        );
        return { reconnects };
      }),

    pause: (by, id) =>
      database.transaction(async (trx) => {
        const account = await locked(trx, id);
        if (account.paused) return;
        await accounts.setHealth(trx, account, account.health, { paused: true });
        await audit.write(trx, id, by, 'account.paused', {}, now());
      }),

    resume: (by, id) =>
      database.transaction(async (trx) => {
        const account = await locked(trx, id);
        // A person vouches for it: the three logins are counted anew.
        await accounts.setHealth(trx, account, HEALTHY, { paused: false });
        await audit.write(trx, id, by, account.paused ? 'account.resumed' : 'account.reconnected', {}, now());
      }),

    async requestSync(id) {
      const account = await accounts.find(id);
      if (!account) throw notFound('Account');
      await accounts.update(database.knex, id, { syncRequestedAt: now() }, now());
    },
  };
}

const differs = (a: ServerSettings, b: ServerSettings) =>
  a.host !== b.host || a.port !== b.port || a.security !== b.security;

/** The former values of what an update named. */
function changedParts(account: Account, input: Omit<UpdateAccount, 'password'>): Record<string, unknown> {
  const before: Record<string, unknown> = {
    name: account.name,
    address: account.address,
    senderName: account.senderName,
    companyName: account.companyName,
    signatureChoice: account.signatureChoice,
    ...account.settings,
    folders: chosenPaths(account.settings),
  };
  return Object.fromEntries(Object.keys(input).map((key) => [key, before[key]]));
}
