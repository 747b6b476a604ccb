import type { Login } from '../../../../../mail-providers/offer';
import { emptyValues, type AccountFormValues } from '../form-values';

/** The parts of the form that a provider tells, each filled in or left as a whole: half of it would connect nowhere. */
export type LoginValues = Pick<AccountFormValues, 'imap' | 'smtp' | 'username'>;
const PARTS = ['imap', 'smtp', 'username'] as const;

/** What was put into the form, and what stood there before. */
export interface FilledIn {
  domain: string;
  /** Somebody asked for it; otherwise only empty parts were filled. */
  asked: boolean;
  before: Partial<LoginValues>;
  filled: Partial<LoginValues>;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const serverIn = ({ host, port, security }: Login['imap']): LoginValues['imap'] => ({ host, port, security });
const valuesIn = (login: Login): LoginValues => ({
  imap: serverIn(login.imap),
  smtp: serverIn(login.smtp),
  username: login.username,
});

const loginIn = ({ imap, smtp, username }: LoginValues): LoginValues => ({
  imap: serverIn(imap as Login['imap']),
  smtp: serverIn(smtp as Login['smtp']),
  username,
});

/** Unless it is asked for, what a person typed stays. Answers null where nothing is left to fill in. */
export function fillIn(
  values: LoginValues,
  login: Login,
  domain: string,
  asked: boolean
): { values: LoginValues; filledIn: FilledIn } | null {
  const now = loginIn(values);
  const offered = valuesIn(login);
  const before: Partial<LoginValues> = {};
  const filled: Partial<LoginValues> = {};
  for (const part of PARTS) {
    if (same(now[part], offered[part]) || !(asked || same(now[part], loginIn(emptyValues)[part]))) continue;
    Object.assign(before, { [part]: now[part] });
    Object.assign(filled, { [part]: offered[part] });
  }
  if (Object.keys(filled).length === 0) return null;
  return { values: { ...now, ...filled }, filledIn: { domain, asked, before, filled } };
}

/** The form as it was before, except for what somebody has changed since. */
export function takeBack(values: LoginValues, { before, filled }: FilledIn): LoginValues {
  const now = loginIn(values);
  const restored: Partial<LoginValues> = {};
  for (const part of PARTS) {
    if (part in filled && same(now[part], filled[part])) Object.assign(restored, { [part]: before[part] });
  }
  return { ...now, ...restored };
}

/** Does the form hold these servers, whoever entered them? */
export const holds = (values: LoginValues, login: Login): boolean => same(loginIn(values), valuesIn(login));
