import { z } from 'zod';
import { documentId } from './common';

/** Without an account: the people of all accounts that the person asking may read. */
export const agentsQuery = z.strictObject({ accountId: documentId.optional() });
