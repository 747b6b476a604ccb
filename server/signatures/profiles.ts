import type { ProfileDto } from '../api/contracts/signatures';
import { clip } from '../database/columns';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';

/** Phone and job title of people, which the host's admin users do not have. Each person edits their own. */
export interface Profiles {
  of(userId: number): Promise<ProfileDto>;
  save(userId: number, profile: ProfileDto): Promise<ProfileDto>;
}

export function createProfiles(database: Database, now: () => number): Profiles {
  return {
    async of(userId) {
      const row = (await database.knex(TABLE.profile).where({ user_id: userId }).first()) as
        { phone: string | null; job_title: string | null } | undefined;
      return { phone: row?.phone ?? '', jobTitle: row?.job_title ?? '' };
    },
    async save(userId, { phone, jobTitle }) {
      const row = { phone: clip(phone), job_title: clip(jobTitle), updated_at: now() };
      await database
        .knex(TABLE.profile)
        .insert({ user_id: userId, ...row })
        .onConflict(['user_id'])
        .merge();
      return { phone: row.phone, jobTitle: row.job_title };
    },
  };
}
