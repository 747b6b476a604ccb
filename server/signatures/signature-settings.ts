import type { Knex } from 'knex';
import type { Audit } from '../accounts/audit';
import type { AccountRepository } from '../accounts/repository';
import { invalid, notFound } from '../api/errors';
import type {
  CreateSignature,
  SavedSignatureDto,
  SignatureDto,
  SignaturePreviewDto,
  UpdateSignature,
} from '../api/contracts/signatures';
import { toInstant } from '../database/columns';
import type { Database } from '../database/database';
import type { FileStore } from '../files/file-store';
import type { AdminUsers } from '../hosts/admin-users';
import type { MailWorkerPool } from '../mail/types';
import type { Person } from '../security/scope';
import type { CleanSignature } from './clean-signature';
import type { SignaturePictures } from './pictures';
import type { SignatureRendering } from './rendering';
import type { SignatureRepository } from './repository';
import type { Defaults, Signature } from './signature';
import { VARIABLES } from './variables';

interface Deps {
  database: Database;
  accounts: AccountRepository;
  signatures: SignatureRepository;
  pictures: SignaturePictures;
  rendering: SignatureRendering;
  pool: MailWorkerPool;
  users: AdminUsers;
  files: FileStore;
  audit: Audit;
  now: () => number;
}

/** Signatures of accounts, for those who may manage them. */
export interface SignatureSettings {
  list(accountId: string): Promise<SignatureDto[]>;
  get(id: string): Promise<SignatureDto>;
  create(by: Person, accountId: string, input: CreateSignature): Promise<SavedSignatureDto>;
  update(by: Person, id: string, input: UpdateSignature): Promise<SavedSignatureDto>;
  remove(by: Person, id: string): Promise<void>;
  preview(by: Person, accountId: string, html: string): Promise<SignaturePreviewDto>;
}

export function createSignatureSettings(deps: Deps): SignatureSettings {
  const { database, accounts, signatures, pictures, rendering, pool, users, files, audit, now } = deps;

  const dto = async (signature: Signature): Promise<SignatureDto> => ({
    ...signature,
    updatedAt: toInstant(signature.updatedAt),
    pictures: await Promise.all((await pictures.shownIn(signature)).map(pictures.toDto)),
  });

  async function get(id: string): Promise<SignatureDto> {
    const signature = await signatures.find(id);
    if (!signature) throw notFound('Signature');
    return dto(signature);
  }

  async function clean(accountId: string, html: string): Promise<CleanSignature> {
    const known = await pictures.ofAccount(accountId);
    const cleaned = await pool.cleanSignature(html, Object.fromEntries(known.map((each) => [each.id, each])));
    if (!cleaned) throw invalid('text-too-complex', 'This text cannot be used as it is. Paste it without formatting.');
    return cleaned;
  }

  async function savable(accountId: string, html: string): Promise<CleanSignature> {
    const cleaned = await clean(accountId, html);
    const [unknown] = cleaned.unknownVariables;
    if (unknown !== undefined) {
      const list = VARIABLES.map((name) => `{{${name}}}`).join(', ');
      throw invalid('unknown-variable', `{{${unknown}}} is no variable. Known ones: ${list}.`, {
        unknown: cleaned.unknownVariables,
        known: VARIABLES,
      });
    }
    const known = new Set((await pictures.ofAccount(accountId)).map(({ id }) => id));
    if (cleaned.pictures.some((id) => !known.has(id)))
      throw invalid('picture-missing', 'A picture of this signature is not there any more. Add it again.');
    return cleaned;
  }

  async function refuseUnknownPeople({ userIds, everywhereUserIds }: Partial<Defaults>): Promise<void> {
    const ids = [...(userIds ?? []), ...(everywhereUserIds ?? [])];
    const known = await users.find(ids);
    const unknown = ids.find((id) => !known.has(id));
    if (unknown !== undefined) throw invalid('unknown-user', `There is no admin user with the id ${unknown}.`);
  }

  /** The lock puts changes of an account in order, so that two never each take a default from the other. */
  const change = <T>(accountId: string, run: (trx: Knex) => Promise<T>): Promise<T> =>
    database.transaction(async (trx, afterCommit) => {
      if (!(await accounts.lock(trx, accountId))) throw notFound('Account');
      const result = await run(trx);
      const keys = await pictures.dropUnused(trx, accountId);
      // A file that stays behind is swept up later.
      afterCommit(() => void Promise.allSettled(keys.map((key) => files.remove(key))));
      return result;
    });

  return {
    get,
    async list(accountId) {
      if (!(await accounts.find(accountId))) throw notFound('Account');
      return Promise.all((await signatures.ofAccount(accountId)).map(dto));
    },

    async create(by, accountId, { name, html, ...defaults }) {
      if (!(await accounts.find(accountId))) throw notFound('Account');
      await refuseUnknownPeople(defaults);
      const cleaned = await savable(accountId, html);
      const id = await change(accountId, async (trx) => {
        const content = { name, html: cleaned.html, text: cleaned.text };
        const made = await signatures.insert(trx, accountId, content, now());
        await signatures.setDefaults(trx, made, accountId, defaults);
        await audit.write(trx, accountId, by, 'signature.created', { signature: name, ...defaults }, now());
        return made;
      });
      return { ...(await get(id)), removed: cleaned.removed };
    },

    async update(by, id, { name, html, ...defaults }) {
      const before = await signatures.find(id);
      if (!before) throw notFound('Signature');
      await refuseUnknownPeople(defaults);
      const cleaned = html === undefined ? null : await savable(before.accountId, html);
      await change(before.accountId, async (trx) => {
        const current = await signatures.find(id, trx);
        if (!current) throw notFound('Signature');
        await signatures.update(
          trx,
          id,
          { ...(name === undefined ? {} : { name }), ...(cleaned ? { html: cleaned.html, text: cleaned.text } : {}) },
          now()
        );
        const wanted: Defaults = {
          isAccountDefault: defaults.isAccountDefault ?? current.isAccountDefault,
          userIds: defaults.userIds ?? current.userIds,
          everywhereUserIds: defaults.everywhereUserIds ?? current.everywhereUserIds,
        };
        await signatures.setDefaults(trx, id, current.accountId, wanted);
        const details = {
          signature: name ?? current.name,
          before: { name: current.name },
          after: { name: name ?? current.name },
          htmlChanged: cleaned !== null && cleaned.html !== current.html,
          ...wanted,
        };
        await audit.write(trx, current.accountId, by, 'signature.updated', details, now());
      });
      return { ...(await get(id)), removed: cleaned?.removed ?? [] };
    },

    async remove(by, id) {
      const signature = await signatures.find(id);
      if (!signature) throw notFound('Signature');
      await change(signature.accountId, async (trx) => {
        await signatures.remove(trx, id);
        await audit.write(trx, signature.accountId, by, 'signature.removed', { signature: signature.name }, now());
      });
    },

    async preview(by, accountId, html) {
      const account = await accounts.find(accountId);
      if (!account) throw notFound('Account');
      const { removed, unknownVariables, ...cleaned } = await clean(accountId, html);
      const rendered = await rendering.show(by, account, { id: 'preview', accountId, html: cleaned.html });
      return { ...rendered, removed, unknownVariables };
    },
  };
}
