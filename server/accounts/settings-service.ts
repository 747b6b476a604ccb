import type { Knex } from 'knex';
import { ConflictError, invalid, notFound } from '../api/errors';
import type { AccountDto, CreateAccount, UpdateAccount } from '../api/contracts/accounts';
import { updateMailAccount } from '../api/contracts/accounts';
import { updateWhatsAppAccount } from '../api/contracts/whatsapp-accounts';
import { parseInput } from '../api/parse-input';
import { vaultOwner } from '../channels/directory';
import { verifyTokenOf, webhookPath } from '../channels/whatsapp-cloud/webhook-address';
import { toInstant } from '../database/columns';
import type { Database } from '../database/database';
import type { Person } from '../security/scope';
import { KeyMissing, type Vault } from '../security/vault';
import { HEALTHY, stateOf, type Account } from './account';
import type { Audit } from './audit';
import { toCause } from './cause';
import { mailKind } from './kinds/mail';
import type { KindChange, KindDto, Shown } from './kinds/account-kind';
import { whatsAppCloudKind } from './kinds/whatsapp-cloud';
import type { Members } from './members';
import type { AccountRepository } from './repository';

interface Deps {
  database: Database;
  accounts: AccountRepository;
  members: Members;
  vault: Vault;
  audit: Audit;
  installSecret: () => Promise<Buffer>;
  /** Where providers reach this host, without a slash at its end. */
  publicUrl: string;
  now: () => number;
}

/** Settings of accounts, for those who may manage them. Passwords go in and never come out. */
export interface AccountSettings {
  list(): Promise<AccountDto[]>;
  get(id: string): Promise<AccountDto>;
  create(by: Person, input: CreateAccount): Promise<string>;
  /** Answers whether the account connects anew with this. */
  update(by: Person, id: string, input: unknown): Promise<{ reconnects: boolean }>;
  pause(by: Person, id: string): Promise<void>;
  resume(by: Person, id: string): Promise<void>;
  requestSync(id: string): Promise<void>;
}

export function createAccountSettings(deps: Deps): AccountSettings {
  const { database, accounts, members, vault, audit, installSecret, publicUrl, now } = deps;
  const locked = async (trx: Knex, id: string): Promise<Account> => {
    const account = await accounts.lock(trx, id);
    if (!account) throw notFound('Account');
    return account;
  };
  const dto = async (account: Account): Promise<AccountDto> => ({
    id: account.id,
    name: account.name,
    address: account.address,
    senderName: account.senderName,
    companyName: account.companyName,
    signatureChoice: account.signatureChoice,
    undoSeconds: account.undoSeconds,
    state: stateOf(account),
    cause: toCause(account),
    authorisedUserIds: (await members.of(account.id)).map((member) => member.userId),
    createdAt: toInstant(account.createdAt),
    ...describe(account, await shown(account)),
  });

  async function shown(account: Account): Promise<Shown> {
    const fields = await vault.fields(vaultOwner(account.id));
    const { appId } = account.kind === 'whatsapp-cloud' ? account.settings : { appId: '' };
    return {
      hasSecret: (field) => fields.includes(field),
      webhookUrl: `${publicUrl}${webhookPath(appId)}`,
      verifyToken: verifyTokenOf(await installSecret(), appId),
    };
  }

  async function storeSecrets(trx: Knex, id: string, secrets: Record<string, string>, at: number): Promise<void> {
    if (Object.keys(secrets).length === 0) return;
    try {
      for (const [field, value] of Object.entries(secrets)) await vault.put(trx, vaultOwner(id), field, value);
    } catch (error) {
      if (error instanceof KeyMissing) {
        throw new ConflictError(
          'encryption-key-missing',
          'This host has no encryption key, so no password can be stored. Add encryption.keys to the plugin config; make a key with: openssl rand -base64 32'
        );
      }
      throw error;
    }
    await accounts.update(trx, id, { passwordUpdatedAt: at }, at);
  }

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
        const { account, secrets } = begin(input, at);
        await refuseTwin(trx, account.settings);
        const id = await accounts.insert(trx, account, at);
        await storeSecrets(trx, id, secrets, at);
        await members.replace(trx, id, input.authorisedUserIds, by.id, at);
        await audit.write(trx, id, by, 'account.created', visible(input), at);
        return id;
      }),

    update: (by, id, input) =>
      database.transaction(async (trx) => {
        const account = await locked(trx, id);
        const at = now();
        const { change, secrets, relogs, reconnects, before, named } = changeOf(account, input, at);
        if (change.settings) await refuseTwin(trx, change.settings, id);
        await storeSecrets(trx, id, secrets, at);
        await accounts.update(trx, id, { ...change, ...(reconnects ? { revision: account.revision + 1 } : {}) }, at);
        if (relogs) await accounts.setHealth(trx, account, HEALTHY);
        const after = visible(named);
        await audit.write(
          trx,
          id,
          by,
          'account.updated',
          {
            before: Object.fromEntries(Object.keys(after).map((key) => [key, before[key]])),
            after,
            passwordChanged: Object.keys(secrets).length > 0,
          },
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

  /** A number belongs to one account: its events would otherwise be somebody's by chance. */
  async function refuseTwin(trx: Knex, settings: Account['settings'], own?: string): Promise<void> {
    if (!('phoneNumberId' in settings)) return;
    const twin = (await accounts.list(trx)).find(
      (one) => one.id !== own && one.kind === 'whatsapp-cloud' && one.settings.phoneNumberId === settings.phoneNumberId
    );
    if (twin) throw new ConflictError('number-connected', `This number is connected already, as "${twin.name}".`);
  }
}

function begin(input: CreateAccount, now: number) {
  return input.kind === 'imap'
    ? { account: mailKind.toNew(input, now), secrets: mailKind.secretsOf(input) }
    : { account: whatsAppCloudKind.toNew(input, now), secrets: whatsAppCloudKind.secretsOf(input) };
}

/** What may be changed depends on the kind, so the input is read only here. */
function changeOf(account: Account, input: unknown, now: number): KindChange & { named: UpdateAccount } {
  if (typeof input !== 'object' || input === null) throw invalid('invalid-input', 'The input is not valid.');
  if (account.kind === 'imap') {
    const named = parseInput(updateMailAccount, input);
    return { ...mailKind.change(account, named, now), named };
  }
  const named = parseInput(updateWhatsAppAccount, input);
  return { ...whatsAppCloudKind.change(account, named, now), named };
}

const describe = (account: Account, shown: Shown): KindDto =>
  account.kind === 'imap' ? mailKind.describe(account, shown) : whatsAppCloudKind.describe(account, shown);

const SECRETS = new Set(['password', 'appSecret', 'accessToken']);

/** What may be written down of an input. */
const visible = (input: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(input).filter(([key]) => !SECRETS.has(key)));
