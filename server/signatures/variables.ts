/** What a signature may name; each is filled in with the person and the account a mail is written for. */
export const VARIABLES = ['user_name', 'user_email', 'user_phone', 'user_job_title', 'company_name'] as const;
export type VariableName = (typeof VARIABLES)[number];
export type VariableValues = Record<VariableName, string>;

const PLACE = /\{\{\s*([^{}]{0,100}?)\s*\}\}/g;

export const isVariable = (name: string): name is VariableName => (VARIABLES as readonly string[]).includes(name);

/** Names between double braces that mean nothing here, once each. */
export const unknownVariables = (text: string): string[] => [
  ...new Set([...text.matchAll(PLACE)].map(([, name = '']) => name).filter((name) => !isVariable(name))),
];

export interface Filled {
  text: string;
  /** Variables that the text named and that had a value, or had none. */
  given: number;
  missing: number;
}

/** One pass: what a value brings along is never taken for a variable again. */
export function fillVariables(text: string, values: VariableValues, as: (value: string) => string = same): Filled {
  let given = 0;
  let missing = 0;
  const filled = text.replace(PLACE, (place, name: string) => {
    if (!isVariable(name)) return place;
    const value = values[name].trim();
    if (value) given += 1;
    else missing += 1;
    return as(value);
  });
  return { text: filled, given, missing };
}

const same = (value: string) => value;
