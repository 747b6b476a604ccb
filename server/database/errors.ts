const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String((error as { code: unknown }).code) : '';

const UNIQUE = new Set(['23505', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', 'ER_DUP_ENTRY']);
export const isUniqueViolation = (error: unknown) => UNIQUE.has(codeOf(error));

/** Deadlock or serialisation failure: the same transaction run again may go through. */
const CONFLICT = new Set([
  '40P01',
  '40001',
  'ER_LOCK_DEADLOCK',
  'ER_LOCK_WAIT_TIMEOUT',
  'SQLITE_BUSY',
  'SQLITE_BUSY_SNAPSHOT',
]);
export const isWriteConflict = (error: unknown) => CONFLICT.has(codeOf(error));

/** Runs a whole transaction again, at most `tries` times, when it lost against another. */
export async function retryOnConflict<T>(run: () => Promise<T>, tries = 4): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt >= tries || !isWriteConflict(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 * attempt + Math.random() * 30));
    }
  }
}

/**
 * Is what was written at fault (a value that the database does not take, a broken rule of ours), as against a database
 * that is away or busy? PostgreSQL: classes 22 and 23 (appendix A of its manual).
 */
export function isRowFault(error: unknown): boolean {
  if (isWriteConflict(error)) return false;
  const code = codeOf(error);
  if (/^2[23]/.test(code)) return true;
  if (code.startsWith('SQLITE_')) return /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE)/.test(code);
  if (/^ER_(DUP|DATA|BAD|TRUNCATED|INVALID)/.test(code)) return true;
  return error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;
}
