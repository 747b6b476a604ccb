import type { Knex } from 'knex';

const LOOK_EVERY_MS = 10;

/** When each message was first seen in the database by whoever reads it, by its provider's id. */
export function watchMessages(database: Knex) {
  const seenAt = new Map<string, number>();
  let last = 0;
  let stopped = false;
  const watching = (async () => {
    while (!stopped) {
      const rows = (await database('conversations_messages')
        .where('id', '>', last)
        .orderBy('id')
        .select('id', 'external_id')) as { id: number; external_id: string }[];
      const now = performance.now();
      for (const { id, external_id: externalId } of rows) {
        last = id;
        // Twice would be a message too many.
        if (seenAt.has(externalId)) throw new Error(`the message ${externalId} is there twice`);
        seenAt.set(externalId, now);
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  })();
  // Told by whoever waits for it.
  watching.catch(() => undefined);
  return {
    seenAt,
    async until(count: number, limitMs: number): Promise<void> {
      const begun = performance.now();
      while (seenAt.size < count) {
        if (performance.now() - begun > limitMs) throw new Error(`only ${seenAt.size} of ${count} messages came`);
        await Promise.race([watching, new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))]);
      }
    },
    async stop(): Promise<void> {
      stopped = true;
      await watching;
    },
  };
}
