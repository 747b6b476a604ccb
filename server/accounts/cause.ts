import type { CauseDto } from '../api/contracts/accounts';
import { toInstant, toInstantOrNull } from '../database/columns';
import type { Account } from './account';
import { TROUBLE } from './trouble';

export function toCause({ health }: Pick<Account, 'health'>): CauseDto | null {
  if (!health.cause) return null;
  const { code, since } = health.cause;
  return { code, ...TROUBLE[code], since: toInstant(since), nextTryAt: toInstantOrNull(health.nextTryAt) };
}
