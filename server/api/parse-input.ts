import type { ZodType } from 'zod';
import { invalid } from './errors';
import { withoutNul } from './without-nul';

export function parseInput<Output>(schema: ZodType<Output>, value: unknown): Output;
export function parseInput(schema: ZodType | undefined, value: unknown): unknown;
export function parseInput(schema: ZodType | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(withoutNul(value));
  if (result.success) return result.data;
  const errors = result.error.issues.map((issue) => ({ path: issue.path, message: issue.message, code: issue.code }));
  const first = errors[0];
  throw invalid('invalid-input', first ? sentence(first.path, first.message) : 'The input is not valid.', { errors });
}

const sentence = (path: PropertyKey[], message: string) =>
  path.length > 0 ? `${path.map(String).join('.')}: ${message}` : message;
