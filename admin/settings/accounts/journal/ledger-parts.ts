import type { LedgerDto } from '../../../../server/api/contracts/accounts';

/** In the order in which they add up: the first is the sum of the others. */
export const LEDGER_PARTS = ['received', 'stored', 'duplicate', 'ignored', 'quarantined', 'pending'] as const;

/** Of a path, which anybody may type. */
export const ledgerPart = (text: string | undefined): keyof LedgerDto =>
  LEDGER_PARTS.find((part) => part === text) ?? 'received';
