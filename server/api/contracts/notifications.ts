import { z } from 'zod';
import { pageQuery, rowId, type Instant } from './common';

export type NotificationKind = 'assigned' | 'mentioned' | 'replied' | 'failed';

export const notificationsQuery = pageQuery;

/** Everything up to this one, of the person asking. */
export const readNotifications = z.strictObject({ upTo: rowId });

/** Something that happened to a person, of conversations that they may see now. */
export interface NotificationDto {
  id: number;
  /** `replied`: the customer wrote in a conversation that is theirs. `failed`: an answer of theirs was not sent. */
  kind: NotificationKind;
  at: Instant;
  read: boolean;
  conversationId: string;
  messageId: string;
  subject: string;
  contact: string;
  account: string;
  /** Who assigned or mentioned them, where it was a person. */
  by: string | null;
}

export interface NotificationsPage {
  data: NotificationDto[];
  /** `unread`: of all, up to 100. */
  meta: { nextCursor: string | null; unread: number };
}
