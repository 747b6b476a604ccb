/**
 * Mails at which the connection broke. A mail that a server, or the reading of its answer, always dies of would stop
 * the mailbox for good: such a mail is first fetched on its own and in the end set aside. Lives as long as the process,
 * longer than a session.
 */
export interface Suspects {
  /** Has the connection broken at this mail before? */
  isSuspect(location: string): boolean;
  /** So often that it is given up. */
  isHopeless(location: string): boolean;
  /** The connection broke while these were being fetched. `certain`: because of what the server sent. */
  blame(locations: readonly string[], certain: boolean): void;
  clear(locations: readonly string[]): void;
}

/** A dropped connection mostly has nothing to do with the mail: five more tries, with the account's back-off between. */
const HOPELESS = 6;
/** An answer that cannot be read is the same the next time: one more try, alone. */
const CERTAIN = 3;
const MAX_ENTRIES = 10_000;

export function createSuspects(): Suspects {
  const blamed = new Map<string, number>();
  return {
    isSuspect: (location) => blamed.has(location),
    isHopeless: (location) => (blamed.get(location) ?? 0) >= HOPELESS,
    blame(locations, certain) {
      for (const location of locations) {
        blamed.set(location, (blamed.get(location) ?? 0) + (certain ? CERTAIN : 1));
        if (blamed.size > MAX_ENTRIES) blamed.delete(blamed.keys().next().value as string);
      }
    },
    clear(locations) {
      for (const location of locations) blamed.delete(location);
    },
  };
}
