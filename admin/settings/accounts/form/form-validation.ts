import type { TranslationKey } from '../../../i18n/translation-key';
import { needsPasswordAgain, type AccountFormValues, type ServerValues } from './form-values';

export interface FieldProblem {
  /** Dotted, as the form and the server name it. */
  path: string;
  key: TranslationKey;
}

/** Only a first look; the server decides what an address is. */
const LOOKS_LIKE_ADDRESS = /^[^\s@<>,;]+@[^\s@<>,;]+$/;
const HOST = /^[A-Za-z0-9.:[\]-]+$/;

function serverProblems(name: 'imap' | 'smtp', { host, port }: ServerValues): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!host.trim()) problems.push({ path: `${name}.host`, key: 'form.problem.required' });
  else if (!HOST.test(host.trim())) problems.push({ path: `${name}.host`, key: 'form.problem.host' });
  if (port === null || !Number.isInteger(port) || port < 1 || port > 65535)
    problems.push({ path: `${name}.port`, key: 'form.problem.port' });
  return problems;
}

/** `stored` is null for a new account. The order is that of the page: the first problem gets the focus. */
export function findProblems(values: AccountFormValues, stored: AccountFormValues | null): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!values.address.trim()) problems.push({ path: 'address', key: 'form.problem.required' });
  else if (!LOOKS_LIKE_ADDRESS.test(values.address.trim()))
    problems.push({ path: 'address', key: 'form.problem.address' });
  problems.push(...serverProblems('imap', values.imap), ...serverProblems('smtp', values.smtp));
  if (!values.username.trim()) problems.push({ path: 'username', key: 'form.problem.required' });
  if (!values.password && !stored) problems.push({ path: 'password', key: 'form.problem.required' });
  if (!values.password && stored && needsPasswordAgain(stored, values))
    problems.push({ path: 'password', key: 'form.problem.password-again' });
  const { importDays } = values;
  if (importDays === null || !Number.isInteger(importDays) || importDays < 0 || importDays > 3650)
    problems.push({ path: 'importDays', key: 'form.problem.import-days' });
  return problems;
}

/** Which of them stand in the way of a connection test. */
export const connectionProblems = (values: AccountFormValues, stored: AccountFormValues | null): FieldProblem[] =>
  findProblems(values, stored).filter(({ path }) => path !== 'importDays');
