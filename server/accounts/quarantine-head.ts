import type { Members } from './members';

export interface QuarantineHead {
  from: string | null;
  subject: string | null;
}

export const NO_HEAD: QuarantineHead = { from: null, subject: null };

/** From and Subject as they were stored beside the reason, best effort. Customer content. */
export function readQuarantineHead(detail: string | null): QuarantineHead {
  if (!detail?.startsWith('{')) return NO_HEAD;
  try {
    const { from, subject } = JSON.parse(detail) as Partial<QuarantineHead>;
    return { from: from ?? null, subject: subject ?? null };
  } catch (error) {
    // Its column is cut at a length, and one mail's odd head must not close the whole list.
    if (error instanceof SyntaxError) return NO_HEAD;
    throw error;
  }
}

/** From and Subject are customer content: managing an account is not enough to read them. */
export const mayReadHeads = async (members: Members, accountId: string, userId: number): Promise<boolean> =>
  (await members.of(accountId)).some((member) => member.userId === userId);
