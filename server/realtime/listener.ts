import type { StreamEnd, StreamEvent } from '../api/contracts/realtime';
import type { Person } from '../security/scope';

/** The session behind a stream, which outlives the request that was authenticated. */
export interface Session {
  /** Epoch ms of its token's end. */
  readonly expiresAt: number;
  isActive(): Promise<boolean>;
}

/** One open stream. */
export interface Listener {
  readonly person: Person;
  readonly session: Session;
  /** The cursor that its page came with. */
  readonly since: string | undefined;
  /** False when the page does not read as fast as it is written to: it is of no use any more. */
  send(event: StreamEvent): boolean;
  close(reason: StreamEnd): void;
}
