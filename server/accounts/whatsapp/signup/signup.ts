import type { SignupNumberDto, SignupStep } from '../../../api/contracts/whatsapp-signups';

export interface Signup {
  id: string;
  step: SignupStep;
  coexistence: boolean;
  wabaId: string | null;
  phoneNumberId: string | null;
  numbers: SignupNumberDto[];
  authorisedUserIds: number[];
  problem: { code: string; detail: string } | null;
  accountId: string | null;
  by: { id: number; name: string };
  updatedAt: number;
}

/** What the vault keeps of a sign-up until it is an account, or removed. */
export const signupVaultOwner = (id: string) => `signup:${id}`;
export const SIGNUP_SECRET = { accessToken: 'access-token', pin: 'pin' } as const;

/** Long enough for a business that makes its account at Meta on the way. */
export const STATE_MS = 2 * 3_600_000;
