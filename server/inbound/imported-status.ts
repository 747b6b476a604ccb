const STILL_OPEN_MS = 7 * 24 * 3600_000;

/**
 * What came with the first import is history: open only where the customer wrote last and not long ago. The import goes
 * from new to old, so the first mail of a conversation that it meets is the last one.
 */
export function importedStatus(direction: 'inbound' | 'outbound', receivedAt: number, now: number): 'open' | 'closed' {
  return direction === 'inbound' && now - receivedAt < STILL_OPEN_MS ? 'open' : 'closed';
}
