import type { AddressDto, UploadDto } from '../../../server/api/contracts/inbox';

export type AnswerMode = 'reply' | 'reply-all' | 'forward';

export interface Draft {
  kind: 'reply' | 'note';
  /** Of a reply. To all by default, so that nobody is dropped by accident. */
  mode: AnswerMode;
  /** The mail that is answered. Null: the newest that came in. */
  replyOf: string | null;
  /** The mail that goes on. */
  forwardOf: string | null;
  /** Those of its files that do not. */
  withoutFiles: string[];
  html: string;
  text: string;
  /** Null: as the conversation proposes. */
  to: AddressDto[] | null;
  cc: AddressDto[] | null;
  bcc: AddressDto[] | null;
  attachments: UploadDto[];
  /** Null: the person's default; `none`: without. */
  signatureId: string | null;
  /** The writer took out the mail that the answer would quote. */
  withoutQuote: boolean;
  /** Of WhatsApp: the message that this answers. */
  replyToMessageId?: string | null;
  /** The same for every try of this text, so that the server stores it once. */
  idempotencyKey: string;
  /** The newest message when the writing began; undefined before it did, null in an empty conversation. */
  seen: string | null | undefined;
  /** A try got no answer: the text may be stored already, so it must not change before the next try. */
  unsettled: boolean;
  /** The writer chose to change it all the same: the server may answer with the text of the earlier try. */
  changedUnsettled: boolean;
}

export const newDraft = (): Draft => ({
  kind: 'reply',
  mode: 'reply-all',
  replyOf: null,
  forwardOf: null,
  withoutFiles: [],
  html: '',
  text: '',
  to: null,
  cc: null,
  bcc: null,
  attachments: [],
  signatureId: null,
  withoutQuote: false,
  replyToMessageId: null,
  idempotencyKey: newKey(),
  seen: undefined,
  unsettled: false,
  changedUnsettled: false,
});

/** Not `randomUUID`, which exists in secure contexts only, and an ERP inside a company is often reached by plain HTTP. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

export const isForward = (draft: Draft): boolean => draft.kind === 'reply' && draft.mode === 'forward';

/** Whom it goes on to is work done, also before the first word. */
export const isEmptyDraft = (draft: Draft): boolean =>
  draft.text.trim() === '' && draft.attachments.length === 0 && !(isForward(draft) && (draft.to?.length ?? 0) > 0);
