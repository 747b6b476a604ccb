import type { Trouble } from '../accounts/trouble';
import type { TestStep } from '../api/contracts/accounts';
import type { Channel, Connection } from './channel';
import type { ProblemCode } from './whatsapp-cloud/errors/problem';
import type { GraphClient } from './whatsapp-cloud/graph/client';
import type { SubscribeOutcome } from './whatsapp-cloud/number/subscribe';
import type { ProviderState } from './whatsapp-cloud/settings';

/**
 * A WhatsApp number. Its provider brings what comes in by webhooks, which reach the journal without a session: a session
 * only watches over the number, its token and its subscription.
 */
export interface WhatsAppChannel<Settings, Secrets> extends Channel<Settings, Secrets, NumberWatch> {
  /** The provider's API as this account may use it. */
  client(connection: Connection<Settings, Secrets>): GraphClient;
  /** As `test`, of a number whose account is kept: what was seen of it is kept too. */
  check(connection: Connection<Settings, Secrets>, watch: NumberWatch, signal: AbortSignal): Promise<TestStep[]>;
  /** Has the provider send the number's events to the app. Never takes them away from another address. */
  subscribe(connection: Connection<Settings, Secrets>, signal: AbortSignal): Promise<SubscribeOutcome>;
}

/** Where a session leaves what it saw of the number. */
export interface NumberWatch {
  record(seen: ProviderState): Promise<void>;
}

/**
 * `not-sent`: nothing can have left, so it may be tried again. `uncertain`: it may have, so it may not: a status with our
 * callback data tells.
 */
export type WhatsAppOutcome =
  | { status: 'accepted'; externalId: string; waId: string | null; userId: string | null; held: boolean }
  | { status: 'rejected'; problem: ProblemCode; details: string; waitMs: number | null }
  | { status: 'not-sent'; trouble: Trouble }
  | { status: 'uncertain'; detail: string };
