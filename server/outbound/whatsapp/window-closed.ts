import { ConflictError } from '../../api/errors';
import { PROBLEM_WORDS } from '../../channels/whatsapp-cloud/errors/words';
import { toInstantOrNull } from '../../database/columns';

/** Only a template may go out now. */
export const windowClosed = (expiresAt: number | null) =>
  new ConflictError('window-closed', PROBLEM_WORDS['window-closed'].message, {
    windowExpiresAt: toInstantOrNull(expiresAt),
  });
