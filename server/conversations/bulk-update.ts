import { errors } from '@strapi/utils';
import type { BulkChange, BulkResultDto } from '../api/contracts/bulk';
import type { Logger } from '../hosts/logger';
import type { Scope } from '../security/scope';
import type { UpdateOne } from './update-conversation';

/**
 * The same change to many conversations, each in a transaction of its own: one that cannot be changed holds up none of
 * the others, and what was done stays done when the process dies in the middle.
 */
export function createBulkUpdate(updateConversation: UpdateOne, logger: Logger) {
  return async function bulkUpdate(scope: Scope, { ids, change }: BulkChange): Promise<BulkResultDto> {
    const result: BulkResultDto = { done: [], failed: [] };
    for (const id of new Set(ids)) {
      try {
        await updateConversation(scope, id, change);
        result.done.push(id);
      } catch (error) {
        result.failed.push({ id, ...reasonOf(error, logger) });
      }
    }
    return result;
  };
}

function reasonOf(error: unknown, logger: Logger): { code: string; message: string } {
  if (error instanceof errors.ApplicationError) {
    const { code } = error.details as { code?: unknown };
    return { code: typeof code === 'string' ? code : 'refused', message: error.message };
  }
  logger.error('one of several conversations could not be changed', error);
  return { code: 'unexpected', message: 'Something went wrong with this one.' };
}
