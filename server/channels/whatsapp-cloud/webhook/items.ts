import type { ProviderError } from './fields';
import type { MessageContent } from './content';
import type { WebhookPerson } from './person';

/** What every item carries, whichever batch it came in. */
export interface ItemBase {
  wabaId: string | null;
  phoneNumberId: string | null;
  /** Epoch milliseconds by Meta's clock. Null where Meta gives none: then the time of receipt has to do. */
  at: number | null;
  /** The same for the same item in another batch, another for everything else. */
  key: string;
}

export interface Referral {
  sourceType: string | null;
  sourceId: string | null;
  sourceUrl: string | null;
  headline: string | null;
  body: string | null;
  /** Present for a click on an ad: an answer within 24 hours opens the free entry point. */
  clickId: string | null;
}

export interface MessageContext {
  /** The message that this one answers. */
  messageId: string | null;
  forwarded: boolean;
  /** Asked from a product page. */
  productId: string | null;
}

export interface MessageBody {
  messageId: string;
  content: MessageContent;
  context: MessageContext | null;
  referral: Referral | null;
  /** Set for a group: never part of a conversation with one person. */
  groupId: string | null;
}

export type InboundItem = ItemBase & MessageBody & { kind: 'message'; person: WebhookPerson };
/** Sent from the phone app of the business. `person` is who it went to. */
export type EchoItem = ItemBase & MessageBody & { kind: 'echo'; person: WebhookPerson };
export type HistoryMessageItem = ItemBase &
  MessageBody & {
    kind: 'history-message';
    direction: 'inbound' | 'outbound';
    person: WebhookPerson;
    /** As Meta names it: `READ`, `DELIVERED`, `SENT`, `PENDING`, `ERROR`, `PLAYED`. */
    status: string | null;
  };
export type HistoryProgressItem = ItemBase & {
  kind: 'history-progress';
  phase: number | null;
  chunk: number | null;
  progress: number | null;
  /** Not empty when the business did not share its history (2593109). */
  errors: ProviderError[];
};

export const STATUSES = ['sent', 'delivered', 'read', 'played', 'failed'] as const;
export type ProviderStatus = (typeof STATUSES)[number];

export type StatusItem = ItemBase & {
  kind: 'status';
  messageId: string;
  status: ProviderStatus;
  recipient: { waId: string | null; userId: string | null; parentUserId: string | null };
  /** Of one member of a group; it says nothing of the message as a whole. */
  participant: string | null;
  isGroup: boolean;
  /** What we sent along as `biz_opaque_callback_data`. */
  callbackData: string | null;
  /** `billable` is deprecated; type and category say what is charged. */
  pricing: { model: string | null; type: string | null; category: string | null } | null;
  /** From Graph v24 on only for the free entry point. */
  conversation: { id: string | null; origin: string | null; expiresAt: number | null } | null;
  errors: ProviderError[];
};

export type PreferenceItem = ItemBase & {
  kind: 'preference';
  person: WebhookPerson;
  category: string | null;
  choice: 'stop' | 'resume' | 'other';
};

/** An entry of the phone app's address book. */
export type AppContactItem = ItemBase & {
  kind: 'app-contact';
  action: 'add' | 'remove' | 'other';
  waId: string | null;
  name: string | null;
};

interface TemplateRef {
  templateId: string;
  name: string | null;
  /** `en-US` in one place and `en_US` in another: templates are matched by their id. */
  language: string | null;
}
export type TemplateItem = ItemBase &
  TemplateRef &
  (
    | {
        kind: 'template-status';
        event: string;
        category: string | null;
        reason: string | null;
        recommendation: string | null;
        title: string | null;
        description: string | null;
      }
    | { kind: 'template-quality'; previous: string | null; current: string | null }
    | { kind: 'template-category'; previous: string | null; current: string | null; correct: string | null }
    | { kind: 'template-components' }
  );

export type AccountItem = ItemBase &
  (
    | {
        kind: 'account';
        /** The field it came by: `account_update`, `account_alerts`, `account_review_update`. */
        field: string;
        event: string;
        restrictions: { type: string; until: number | null }[];
        banState: string | null;
        violation: string | null;
        disconnectReason: string | null;
        description: string | null;
      }
    | {
        kind: 'number';
        field: string;
        event: string | null;
        displayPhoneNumber: string | null;
        limit: string | null;
        decision: string | null;
        verifiedName: string | null;
        reason: string | null;
      }
    | { kind: 'capability'; dailyLimit: string | null; phoneNumberLimit: number | null }
    | { kind: 'security'; event: string | null; displayPhoneNumber: string | null; requesterId: string | null }
  );

/** Something went wrong at Meta that belongs to no message. */
export type ErrorItem = ItemBase & { kind: 'error'; errors: ProviderError[] };
/** Of a field that nobody here reads, kept so that it can be counted as ignored. */
export type IgnoredItem = ItemBase & { kind: 'ignored'; field: string };
export type UnreadableItem = ItemBase & { kind: 'unreadable'; path: string; reason: string; raw: string };

export type WebhookItem =
  | InboundItem
  | EchoItem
  | HistoryMessageItem
  | HistoryProgressItem
  | StatusItem
  | PreferenceItem
  | AppContactItem
  | TemplateItem
  | AccountItem
  | ErrorItem
  | IgnoredItem
  | UnreadableItem;

/** An item before it has its key and place. */
export type Draft<Item> = Item extends WebhookItem
  ? Omit<Item, 'wabaId' | 'phoneNumberId' | 'key'> & { key: string }
  : never;
