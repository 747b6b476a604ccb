import type { FormErrors } from '@strapi/strapi/admin';
import type { Translate } from '../../../i18n/use-translate';
import type { FieldProblem } from './form-validation';
import type { AccountFormValues } from './form-values';

type Nested = { [name: string]: string | Nested };

/** `{ 'imap.host': 'text' }` as the nested object that the form shows next to its fields. */
export function asFormErrors(byPath: Record<string, string>): FormErrors<AccountFormValues> {
  const errors: Nested = {};
  for (const [path, message] of Object.entries(byPath)) {
    const [first = '', second] = path.split('.');
    if (second === undefined) errors[first] = message;
    else {
      const group = errors[first];
      errors[first] = { ...(typeof group === 'object' ? group : {}), [second]: message };
    }
  }
  return errors as FormErrors<AccountFormValues>;
}

/** The server's messages are in English; for the fields that everybody gets wrong we have our own words. */
const KEYS: [RegExp, FieldProblem['key']][] = [
  [/^address$/, 'form.problem.address'],
  [/^(?:imap|smtp)\.host$/, 'form.problem.host'],
  [/^(?:imap|smtp)\.port$/, 'form.problem.port'],
  [/^importDays$/, 'form.problem.import-days'],
  [/^password$/, 'form.problem.password-again'],
];
export const serverTexts = (fields: Record<string, string>, t: Translate): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).map(([path, message]) => {
      const known = KEYS.find(([pattern]) => pattern.test(path));
      return [path, known ? t(known[1]) : message];
    })
  );

export const problemTexts = (problems: FieldProblem[], t: Translate): Record<string, string> =>
  Object.fromEntries(problems.map(({ path, key }) => [path, t(key)]));
