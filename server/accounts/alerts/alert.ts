import type { Situation } from './situation';

/** What is remembered of an account's trouble, in epoch milliseconds. */
export interface Alert {
  /** Since when the account has been seen in trouble, whatever the trouble was. */
  troubleSince: number | null;
  /** When its managers were told of it. */
  notifiedAt: number | null;
  /** After they were told: since when it has been seen without trouble. */
  soundSince: number | null;
}

export const QUIET: Alert = { troubleSince: null, notifiedAt: null, soundSince: null };

/**
 * What a look at an account makes of its alert. Both ways take `steadyMs`: a trouble that goes away before is told to
 * nobody, and one that comes back before is still the same, so that an account that flaps sends one mail and not many.
 */
export function nextAlert(
  alert: Alert,
  situation: Situation['kind'],
  now: number,
  steadyMs: number
): { alert: Alert; tell: boolean } {
  const told = alert.notifiedAt !== null;
  switch (situation) {
    case 'paused':
      // Somebody took it out of service: no news, and no recovery either.
      return { alert: told ? { ...alert, soundSince: null } : QUIET, tell: false };
    case 'sound': {
      if (!told) return { alert: QUIET, tell: false };
      const soundSince = alert.soundSince ?? now;
      return { alert: now - soundSince >= steadyMs ? QUIET : { ...alert, soundSince }, tell: false };
    }
    case 'error':
    case 'behind': {
      const troubleSince = alert.troubleSince ?? now;
      if (told) return { alert: { ...alert, troubleSince, soundSince: null }, tell: false };
      const tell = now - troubleSince >= steadyMs;
      return { alert: { troubleSince, notifiedAt: tell ? now : null, soundSince: null }, tell };
    }
  }
}

export const sameAlert = (a: Alert, b: Alert): boolean =>
  a.troubleSince === b.troubleSince && a.notifiedAt === b.notifiedAt && a.soundSince === b.soundSince;
