import { invalid } from '../api/errors';
import type { Members } from '../accounts/members';
import type { AdminUsers } from '../hosts/admin-users';

/** Refuses mentions of people who could not read the note: they would be told of what they may not see. */
export function createCheckMentions(members: Members, users: AdminUsers) {
  return async function checkMentions(accountId: string, userIds: number[]): Promise<void> {
    if (userIds.length === 0) return;
    const authorised = new Set((await members.of(accountId)).map(({ userId }) => userId));
    const able = new Set((await users.list()).filter(({ mayUseInbox }) => mayUseInbox).map(({ id }) => id));
    if (!userIds.every((id) => authorised.has(id) && able.has(id)))
      throw invalid('mention-not-authorised', 'Somebody who is mentioned may not read this account.');
  };
}
export type CheckMentions = ReturnType<typeof createCheckMentions>;
