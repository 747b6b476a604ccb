/** Words of Meta's that the page has a translation for; others are shown as they come. */
export const QUALITIES = ['GREEN', 'YELLOW', 'RED', 'UNKNOWN'] as const;
export const STATUSES = [
  'CONNECTED',
  'PENDING',
  'UNVERIFIED',
  'DISCONNECTED',
  'FLAGGED',
  'RESTRICTED',
  'RATE_LIMITED',
  'BANNED',
] as const;

export const SENDING = ['AVAILABLE', 'LIMITED', 'BLOCKED'] as const;
export const ENTITIES = ['PHONE_NUMBER', 'WABA', 'BUSINESS', 'APP'] as const;

export const knownWord = <Word extends string>(words: readonly Word[], word: string | null | undefined) =>
  words.find((one) => one === word) ?? null;
