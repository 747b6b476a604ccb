import { notFound } from '../api/errors';
import type { AuditEntryDto } from '../api/contracts/accounts';
import type { Page } from '../api/contracts/common';
import { readPosition } from '../api/row-cursor';
import { toInstant } from '../database/columns';
import type { Audit } from './audit';
import type { AccountRepository } from './repository';

export function createAuditTrail(accounts: AccountRepository, audit: Audit) {
  return async function auditTrail(accountId: string, limit: number, cursor?: string): Promise<Page<AuditEntryDto>> {
    if (!(await accounts.find(accountId))) throw notFound('Account');
    const entries = await audit.list(accountId, limit + 1, cursor === undefined ? undefined : readPosition(cursor));
    const page = entries.slice(0, limit);
    const last = page[page.length - 1];
    return {
      data: page.map(({ id, at, ...entry }) => ({ id: String(id), at: toInstant(at), ...entry })),
      meta: { nextCursor: entries.length > limit && last ? String(last.id) : null },
    };
  };
}
