import { z } from 'zod';
import { rowId, type Instant } from './common';

const MAX_HTML = 100_000;
const users = z.array(rowId).max(500);
const name = z.string().trim().min(1).max(120);
const html = z.string().max(MAX_HTML);

const defaults = {
  /** For everybody on this account who has no other. */
  isAccountDefault: z.boolean(),
  /** Default of these people on this account. */
  userIds: users,
  /** Default of these people on every account. */
  everywhereUserIds: users,
};

export const createSignature = z.strictObject({
  name,
  html,
  isAccountDefault: defaults.isAccountDefault.default(false),
  userIds: users.default([]),
  everywhereUserIds: users.default([]),
});
export type CreateSignature = z.infer<typeof createSignature>;

export const updateSignature = z.strictObject({
  name: name.optional(),
  html: html.optional(),
  isAccountDefault: defaults.isAccountDefault.optional(),
  userIds: users.optional(),
  everywhereUserIds: users.optional(),
});
export type UpdateSignature = z.infer<typeof updateSignature>;

export const previewSignature = z.strictObject({ html });

/** A picture of the host's media library; its bytes are copied. */
export const chosenPicture = z.strictObject({ mediaId: rowId });

/** In the HTML: `<img data-content-id="<id>">`, also written `<img src="cid:<id>">`. */
export interface SignaturePictureDto {
  id: string;
  name: string;
  type: string;
  size: number;
  width: number;
  height: number;
  /** The bytes, as a data URL: a page shows them without a link that would have to be opened. */
  dataUrl: string;
}

export interface SignatureDto {
  id: string;
  accountId: string;
  name: string;
  html: string;
  text: string;
  isAccountDefault: boolean;
  userIds: number[];
  everywhereUserIds: number[];
  pictures: SignaturePictureDto[];
  updatedAt: Instant;
}

export interface SavedSignatureDto extends SignatureDto {
  /** What was taken out of the HTML when it was cleaned, such as `<script>` or `onclick`. */
  removed: string[];
}

/** As the person asking would send it. */
export interface RenderedSignatureDto {
  html: string;
  text: string;
  pictures: SignaturePictureDto[];
}
export interface SignaturePreviewDto extends RenderedSignatureDto {
  removed: string[];
  unknownVariables: string[];
}

export interface MySignatureDto extends RenderedSignatureDto {
  id: string;
  name: string;
}
export interface MySignaturesDto {
  /** What a mail gets that says nothing about it. */
  defaultId: string | null;
  /** May one take another one of the list, or none? */
  mayChoose: boolean;
  signatures: MySignatureDto[];
}

/** What signatures say about a person. */
export const profile = z.strictObject({
  phone: z.string().trim().max(60),
  jobTitle: z.string().trim().max(120),
});
export type ProfileDto = z.infer<typeof profile>;
