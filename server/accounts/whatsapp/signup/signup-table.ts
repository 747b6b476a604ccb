import type { Knex } from 'knex';
import { fromJson, toNumber } from '../../../database/columns';
import type { Database } from '../../../database/database';
import { createDocumentId } from '../../../database/document-id';
import { TABLE } from '../../../database/models';
import type { Person } from '../../../security/scope';
import type { Signup } from './signup';

interface Row {
  document_id: string;
  step: Signup['step'];
  coexistence: boolean | number;
  waba_id: string | null;
  phone_number_id: string | null;
  numbers: string | null;
  authorised_user_ids: string | null;
  problem_code: string | null;
  problem_detail: string | null;
  account_document_id: string | null;
  person_id: number;
  person_name: string;
  updated_at: number | string;
}

export type SignupChange = Partial<
  Pick<
    Signup,
    'step' | 'coexistence' | 'wabaId' | 'phoneNumberId' | 'numbers' | 'authorisedUserIds' | 'problem' | 'accountId'
  >
>;

/** How long one worker may be at it; longer than all its calls together can take. */
const BUSY_MS = 2 * 60_000;

export function createSignupTable(database: Database, now: () => number) {
  const one = (id: string, on: Knex = database.knex) => on(TABLE.signup).where({ document_id: id });
  return {
    async begin(by: Person, stateHash: string): Promise<string> {
      const id = createDocumentId();
      await database.knex(TABLE.signup).insert({
        document_id: id,
        state_hash: stateHash,
        step: 'begun',
        coexistence: false,
        person_id: by.id,
        person_name: by.name,
        busy_until: 0,
        created_at: now(),
        updated_at: now(),
      });
      return id;
    },

    /** Uses up the secret of the page: true for one caller, once, who is the person it was given to. */
    async claim(id: string, personId: number, stateHash: string, youngerThan: number): Promise<boolean> {
      const claimed = await one(id)
        .where({ person_id: personId, state_hash: stateHash, step: 'begun' })
        .where('created_at', '>', youngerThan)
        .update({ state_hash: '', updated_at: now() });
      return claimed === 1;
    },

    /** False while another worker is at it. */
    async occupy(id: string): Promise<boolean> {
      const at = now();
      return (
        (await one(id)
          .where('busy_until', '<', at)
          .update({ busy_until: at + BUSY_MS })) === 1
      );
    },
    release: async (id: string): Promise<void> => void (await one(id).update({ busy_until: 0 })),

    async find(id: string): Promise<Signup | null> {
      const row = (await one(id).first()) as Row | undefined;
      return row ? toSignup(row) : null;
    },
    async unfinished(): Promise<Signup[]> {
      const rows = (await database
        .knex(TABLE.signup)
        .whereNot({ step: 'connected' })
        .orderBy('id', 'desc')
        .limit(100)) as Row[];
      return rows.map(toSignup);
    },
    async update(id: string, change: SignupChange, on: Knex = database.knex): Promise<void> {
      const { problem, numbers, authorisedUserIds } = change;
      const columns = {
        step: change.step,
        coexistence: change.coexistence,
        waba_id: change.wabaId,
        phone_number_id: change.phoneNumberId,
        numbers: numbers && JSON.stringify(numbers),
        authorised_user_ids: authorisedUserIds && JSON.stringify(authorisedUserIds),
        account_document_id: change.accountId,
        problem_code: problem === undefined ? undefined : (problem?.code ?? null),
        problem_detail: problem === undefined ? undefined : (problem?.detail ?? null),
        updated_at: now(),
      };
      const given = Object.entries(columns).filter(([, value]) => value !== undefined);
      await one(id, on).update(Object.fromEntries(given));
    },
    remove: async (id: string, on: Knex): Promise<void> => void (await one(id, on).delete()),
    /** Windows that were opened and closed without a word. */
    forgotten: async (olderThan: number): Promise<void> =>
      void (await database
        .knex(TABLE.signup)
        .where({ step: 'begun' })
        .whereNull('problem_code')
        .whereNot({ state_hash: '' })
        .where('created_at', '<', olderThan)
        .delete()),
  };
}

export type SignupTable = ReturnType<typeof createSignupTable>;

const toSignup = (row: Row): Signup => ({
  id: row.document_id,
  step: row.step,
  coexistence: Boolean(row.coexistence),
  wabaId: row.waba_id,
  phoneNumberId: row.phone_number_id,
  numbers: fromJson<Signup['numbers']>(row.numbers, []),
  authorisedUserIds: fromJson<number[]>(row.authorised_user_ids, []),
  problem: row.problem_code === null ? null : { code: row.problem_code, detail: row.problem_detail ?? '' },
  accountId: row.account_document_id,
  by: { id: row.person_id, name: row.person_name },
  updatedAt: toNumber(row.updated_at),
});
