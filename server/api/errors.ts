import { errors } from '@strapi/utils';

/**
 * Errors as Strapi answers them: `{ error: { status, name, message, details: { code } } }`. Codes are stable, messages
 * are for people. What a person may not see is missing: 404, never 403.
 */
export const notFound = (what: string) => new errors.NotFoundError(`${what} not found`, { code: 'not-found' });

/** Of an account that one may read: that it exists is no secret any more. */
export const readOnly = () =>
  new errors.ForbiddenError('This account may be read here, and not written on.', { code: 'read-only' });

export const invalid = (code: string, message: string, details: Record<string, unknown> = {}) =>
  new errors.ValidationError(message, { code, ...details });

export const tooMany = (message: string, code = 'too-many-requests') => new errors.RateLimitError(message, { code });

/** Somebody or something else was first. Strapi knows no class for 409, so the handlers of this plugin map it. */
export class ConflictError extends errors.ApplicationError {
  constructor(code: string, message: string, details: Record<string, unknown> = {}) {
    super(message, { code, ...details });
  }
}
