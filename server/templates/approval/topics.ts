import type { NewJob } from '../../jobs/types';

export const SUBMIT = 'templates.submit';
export const SYNC = 'templates.sync';
export const REMOVE = 'templates.remove';

/** One after the other for a template: an edit must not overtake the creation. */
export const submitJob = (id: string): NewJob => ({
  topic: SUBMIT,
  payload: { id },
  orderKey: `template:${id}`,
  maxAttempts: 50,
});
export const removeJob = (id: string): NewJob => ({
  topic: REMOVE,
  payload: { id },
  orderKey: `template:${id}`,
  maxAttempts: 50,
});
export const syncJob = (wabaId: string, runAt?: number): NewJob => ({
  topic: SYNC,
  payload: { wabaId },
  orderKey: `templates:${wabaId}`,
  dedupeKey: `templates.sync:${wabaId}`,
  maxAttempts: 10,
  ...(runAt === undefined ? {} : { runAt }),
});
