/**
 * What became of a message that we sent, put together from reports that come late, twice and in any order. The state
 * is a function of the set of reports: each one only ever adds to what is known, and the status is read off it.
 *
 * Meta: webhooks/reference/messages/status; `delivered` is left out where the chat was open.
 */
export const DELIVERY_RANK = { sent: 1, delivered: 2, read: 3, played: 4 } as const;
export type ReachedStatus = keyof typeof DELIVERY_RANK;
export type DeliveryStatus = 'accepted' | ReachedStatus | 'failed';

export interface DeliveryFailure {
  code: number;
  details: string;
}

export interface DeliveryReport {
  status: ReachedStatus | 'failed';
  at: number | null;
  failure?: DeliveryFailure | null;
}

/** The earliest time of each report; null where a report without a time came. */
export interface DeliveryFacts {
  reached: Partial<Record<ReachedStatus, number | null>>;
  failed: { at: number | null; failure: DeliveryFailure | null } | null;
}

export const NOTHING_REPORTED: DeliveryFacts = { reached: {}, failed: null };

export function addReport(facts: DeliveryFacts, report: DeliveryReport): DeliveryFacts {
  if (report.status === 'failed') {
    const next = { at: report.at, failure: report.failure ?? null };
    return { ...facts, failed: facts.failed === null || before(next, facts.failed) ? next : facts.failed };
  }
  const known = facts.reached[report.status];
  const at = known === undefined ? report.at : earlier(known, report.at);
  return { ...facts, reached: { ...facts.reached, [report.status]: at } };
}

const earlier = (one: number | null, other: number | null): number | null =>
  one === null ? other : other === null ? one : Math.min(one, other);

type Failed = NonNullable<DeliveryFacts['failed']>;

/** Of two failures the first one is told. Any order will do for the rest, as long as it is one. */
function before(one: Failed, other: Failed): boolean {
  const [first, second] = [one.at ?? Infinity, other.at ?? Infinity];
  if (first !== second) return first < second;
  return JSON.stringify(one.failure) < JSON.stringify(other.failure);
}

export interface DeliveryState {
  status: DeliveryStatus;
  failure: DeliveryFailure | null;
  /** Reported as failed although it had been delivered: worth a line in the log, and nothing else. */
  contradicted: boolean;
}

/**
 * The furthest that was reached. A failure outweighs `sent`, which only says that Meta took it on; `delivered`, `read`
 * and `played` are proof of arrival and outweigh a failure, before or after it.
 */
export function deliveryState({ reached, failed }: DeliveryFacts): DeliveryState {
  const furthest = furthestOf(reached);
  const arrived = furthest !== null && DELIVERY_RANK[furthest] >= DELIVERY_RANK.delivered;
  if (failed && !arrived) return { status: 'failed', failure: failed.failure, contradicted: false };
  return { status: furthest ?? 'accepted', failure: null, contradicted: failed !== null };
}

const ORDER: readonly ReachedStatus[] = ['played', 'read', 'delivered', 'sent'];
const furthestOf = (reached: DeliveryFacts['reached']): ReachedStatus | null =>
  ORDER.find((status) => reached[status] !== undefined) ?? null;
