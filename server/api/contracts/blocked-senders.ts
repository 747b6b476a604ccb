import type { PersonDto } from './inbox';
import { pageQuery, type Instant } from './common';

export const blockedSendersQuery = pageQuery;

/** A person whose messages to one account go to spam. Of the accounts that the person asking may read. */
export interface BlockedSenderDto {
  id: string;
  account: { id: string; name: string };
  /** As they were called when they were blocked. */
  contact: { id: string; name: string; address: string };
  /** Null: somebody who is not here any more, or code of the host. */
  by: PersonDto | null;
  at: Instant;
}
