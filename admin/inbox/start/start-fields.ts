import type { AddressDto, UploadDto } from '../../../server/api/contracts/inbox';
import { newKey } from '../composer/draft';

/** A first mail as far as it is written. */
export interface StartFields {
  accountId: string;
  to: AddressDto[];
  cc: AddressDto[];
  bcc: AddressDto[];
  subject: string;
  html: string;
  text: string;
  attachments: UploadDto[];
  signatureId: string | null;
  templateId: string | null;
  /** Of WhatsApp. */
  phone: string;
  name: string;
  idempotencyKey: string;
}

export type ChangeOfStart = Partial<StartFields> | ((before: StartFields) => Partial<StartFields>);

export const emptyStart = (accountId: string): StartFields => ({
  accountId,
  to: [],
  cc: [],
  bcc: [],
  subject: '',
  html: '',
  text: '',
  attachments: [],
  signatureId: null,
  templateId: null,
  phone: '',
  name: '',
  idempotencyKey: newKey(),
});

export const isUntouched = ({ to, cc, bcc, subject, text, attachments, phone }: StartFields): boolean =>
  [...to, ...cc, ...bcc, ...attachments].length === 0 && [subject, text, phone].every((each) => each.trim() === '');
