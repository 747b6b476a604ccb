/** Further than this apart it is no clock's fault: a date that a server or an upload made up is not mended. */
const CLOCKS_DIFFER_MS = 10 * 60_000;

/**
 * The place of a mail in its conversation: when the server received it, but never before the mail that it answers.
 * INTERNALDATE has whole seconds (RFC 9051 section 2.3.3) and another clock than ours, so an answer to what we sent a
 * moment ago would else stand above it.
 */
export function placeInTime(receivedAt: number, answeredAt: number | undefined): number {
  if (answeredAt === undefined || receivedAt > answeredAt || answeredAt - receivedAt > CLOCKS_DIFFER_MS)
    return receivedAt;
  return answeredAt + 1;
}
