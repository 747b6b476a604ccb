import type { TroubleCode } from '../../accounts/trouble';
import type { Instant } from './common';

/** An account that its managers should look at. */
export interface TroubledAccountDto {
  id: string;
  name: string;
  /** `behind`: it should be in step with its mailbox, and has not been since. */
  kind: 'error' | 'behind';
  /** The cause of an error; the page translates it. */
  code: TroubleCode | null;
  since: Instant;
}
