import { z } from 'zod';
import type { GraphClient } from '../graph/client';
import type { GraphResult } from '../graph/result';
import { id, listOf, optionalObject, optionalText } from '../webhook/fields';

const page = z.object({
  data: listOf(z.object({ id })),
  paging: optionalObject({ next: optionalText, cursors: optionalObject({ after: optionalText }) }),
});

/** A business has at most some thousand numbers; what goes on for longer goes in circles. */
const MAX_PAGES = 50;

/** Is the number one of the WhatsApp Business account? */
export async function findNumber(
  client: GraphClient,
  wabaId: string,
  phoneNumberId: string,
  signal: AbortSignal
): Promise<GraphResult<boolean>> {
  let after: string | null = null;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const query: Record<string, string> = { fields: 'id', limit: '100', ...(after ? { after } : {}) };
    const path = `${encodeURIComponent(wabaId)}/phone_numbers`;
    const result = await client.call({ method: 'GET', path, query, repeatable: true }, signal);
    if (result.status !== 'ok') return result;
    const read = page.safeParse(result.data);
    if (!read.success) return { status: 'not-sent', detail: 'an answer that lists no numbers' };
    if (read.data.data.some((one) => one.id === phoneNumberId)) return { status: 'ok', data: true };
    const next: string | null = read.data.paging?.next ? (read.data.paging.cursors?.after ?? null) : null;
    if (next === null || next === after) break;
    after = next;
  }
  return { status: 'ok', data: false };
}
