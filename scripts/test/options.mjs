import { parseArgs } from 'node:util';
import { CHECKS, SUITES } from './suites.mjs';

const KNOWN = [...CHECKS, ...SUITES].map((part) => part.name);

/** Reads `--long` and `--only unit,mail`. */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: { long: { type: 'boolean', default: false }, only: { type: 'string' } },
  });
  const only = values.only?.split(',').map((name) => name.trim());
  const unknown = only?.find((name) => !KNOWN.includes(name));
  if (unknown !== undefined) throw new Error(`--only knows ${KNOWN.join(', ')}; there is no "${unknown}".`);
  return {
    long: values.long || process.env.LONG === '1',
    wants: (name) => only === undefined || only.includes(name),
    ci: Boolean(process.env.CI) && process.env.CI !== 'false',
  };
}
