import { z } from 'zod';
import { documentId, type Instant } from './common';
import { authorisedUserIds } from './fields';
import { metaId } from './whatsapp-accounts';

/**
 * What has been proven, in this order. `begun`: somebody was sent to Meta. `authorised`: their code became a token with the
 * permissions. `number`: the number is one of the account that the token was given. Then subscribed to its events,
 * registered, and `connected`: an account of ours.
 */
export const SIGNUP_STEPS = ['begun', 'authorised', 'number', 'subscribed', 'registered', 'connected'] as const;
export type SignupStep = (typeof SIGNUP_STEPS)[number];

/** How Meta's window says that it ended. Meta: embedded-signup/implementation, "session logging". */
export const FINISH_EVENTS = ['FINISH', 'FINISH_ONLY_WABA', 'FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING'] as const;

export const completeSignup = z.strictObject({
  /** From the answer that began it. */
  state: z.string().min(20).max(128),
  code: z.string().min(10).max(4096),
  event: z.enum(FINISH_EVENTS),
  wabaId: metaId,
  phoneNumberId: metaId.optional(),
  businessId: metaId.optional(),
  authorisedUserIds,
});
export type CompleteSignup = z.infer<typeof completeSignup>;

const said = z.string().trim().max(500);
export const cancelSignup = z.strictObject({
  state: z.string().min(20).max(128),
  /** On which screen of Meta's the person left. */
  currentStep: said.optional(),
  errorMessage: said.optional(),
  errorId: said.optional(),
  sessionId: said.optional(),
});
export type CancelSignup = z.infer<typeof cancelSignup>;

export const resumeSignup = z.strictObject({
  /** Where the account has several. */
  phoneNumberId: metaId.optional(),
  /** Where the number has one of its own already. */
  pin: z
    .string()
    .regex(/^\d{6}$/, { error: 'must be six digits' })
    .optional(),
});
export type ResumeSignup = z.infer<typeof resumeSignup>;

export interface SignupProblemDto {
  /** `signup-…`, or a trouble of accounts. */
  code: string;
  message: string;
  /** What Meta said, where it said something. */
  detail: string;
}

export interface SignupNumberDto {
  id: string;
  displayPhoneNumber: string | null;
  verifiedName: string | null;
  status: string | null;
}

export interface SignupDto {
  id: string;
  step: SignupStep;
  /** The number stays in use in the WhatsApp Business app of a phone. */
  coexistence: boolean;
  wabaId: string | null;
  phoneNumberId: string | null;
  /** To choose from. */
  numbers: SignupNumberDto[];
  problem: SignupProblemDto | null;
  /** There is a token to go on with. Without it only a new start helps. */
  canResume: boolean;
  accountId: string | null;
  by: { id: number; name: string };
  updatedAt: Instant;
}

/** What Meta's window is opened with. */
export interface SignupSettingsDto {
  appId: string;
  configId: string;
  graphVersion: string;
  sdkUrl: string;
  /** Whose messages are those of Meta's window, besides facebook.com's own. */
  dialogOrigin: string;
}

export interface SignupsDto {
  /** Null: the host has not configured it. */
  settings: SignupSettingsDto | null;
  /** Those that are not finished. */
  signups: SignupDto[];
}

export interface BegunSignupDto {
  id: string;
  state: string;
}

export const signupId = documentId;
