/** Strapi's logger behind our prefix. Errors are given by name and message: objects of mail libraries may hold secrets. */
export interface Logger {
  info(message: string): void;
  warn(message: string, error?: unknown): void;
  error(message: string, error?: unknown): void;
  debug(message: string): void;
}

interface Sink {
  info(message: string): unknown;
  warn(message: string): unknown;
  error(message: string): unknown;
  debug(message: string): unknown;
}

export function createLogger(sink: Sink): Logger {
  const line = (message: string, error?: unknown) =>
    `[conversations] ${message}${error === undefined ? '' : `: ${describe(error)}`}`;
  return {
    info: (message) => void sink.info(line(message)),
    warn: (message, error) => void sink.warn(line(message, error)),
    error: (message, error) => void sink.error(line(message, error)),
    debug: (message) => void sink.debug(line(message)),
  };
}

/** knex puts the statement with its values into the message of a database's error: that is customer content. */
const STATEMENT = /^\s*(?:select|insert|update|delete|with|begin|commit)\b/i;
export const safeMessage = (error: Error): string =>
  STATEMENT.test(error.message) ? 'a database statement failed' : error.message;

function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  const code = 'code' in error && typeof error.code === 'string' ? ` [${error.code}]` : '';
  const where = error.stack?.split('\n').find((entry) => /^\s+at /.test(entry)) ?? '';
  return `${error.name}${code}: ${safeMessage(error)}${where}`.slice(0, 2000);
}
