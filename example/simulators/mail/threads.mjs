/**
 * Gives each mail the id of its thread: mails that name each other in In-Reply-To or References belong together.
 * `mails` in order of time; answers a map from mail id to the id of the thread's first mail.
 */
export function threadIds(mails) {
  const rootOf = new Map();
  const threads = new Map();
  for (const { id, mail } of mails) {
    const named = [mail.messageId, mail.inReplyTo, ...[mail.references ?? []].flat()].filter(Boolean);
    const root = named.map((messageId) => rootOf.get(messageId)).find(Boolean) ?? id;
    for (const messageId of named) if (!rootOf.has(messageId)) rootOf.set(messageId, root);
    threads.set(id, root);
  }
  return threads;
}
