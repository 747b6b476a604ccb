import { useAuth } from '@strapi/strapi/admin';
import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { InboxAccount } from '../../api/inbox';
import { looksLikeAddress } from '../composer/recipients/address-list';
import { isWhatsApp } from '../whatsapp/is-whatsapp';
import { START_WITH } from '../inbox-paths';
import { emptyStart, type ChangeOfStart, type StartFields } from './start-fields';

/**
 * What is being written, kept by the browser's tab until it is sent: a reload or a look at another conversation loses
 * nothing. The address may say for whom (START_WITH), from a contact or from a page of the host: each is kept by itself.
 */
export function useStartFields(accounts: readonly InboxAccount[]) {
  const userId = useAuth('useStartFields', (auth) => auth.user?.id);
  const [search] = useSearchParams();
  const key = `conversations.start.${userId}.${search.get(START_WITH.to) ?? ''}`;
  const [fields, setFields] = useState<StartFields>(() => {
    const asked = fromAddress(accounts, search);
    const kept = readKept(key);
    const usable = kept && accounts.some(({ id }) => id === kept.accountId);
    return usable ? kept : (asked ?? emptyStart(accounts[0]?.id ?? ''));
  });
  const change = useCallback(
    (part: ChangeOfStart) =>
      setFields((before) => {
        const next = { ...before, ...(typeof part === 'function' ? part(before) : part) };
        keep(key, next);
        return next;
      }),
    [key]
  );
  const forget = useCallback(() => sessionStorage.removeItem(key), [key]);
  return { fields, change, forget };
}

function fromAddress(accounts: readonly InboxAccount[], search: URLSearchParams): StartFields | null {
  const to = search.get(START_WITH.to);
  const account =
    accounts.find(({ id }) => id === search.get(START_WITH.accountId)) ??
    accounts.find(({ kind }) => isWhatsApp({ account: { kind } }) !== (to ?? '').includes('@'));
  if (to === null || !account) return null;
  const name = search.get(START_WITH.name) ?? '';
  const address = { name, address: to.toLowerCase() };
  const start = { ...emptyStart(account.id), subject: search.get(START_WITH.subject) ?? '' };
  if (isWhatsApp({ account })) return { ...start, subject: '', phone: to, name };
  return looksLikeAddress(address) ? { ...start, to: [address] } : start;
}

function keep(key: string, fields: StartFields): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(fields));
  } catch {
    // No room, or none allowed: it lives as long as the page does.
  }
}

function readKept(key: string): StartFields | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Partial<StartFields> | null;
    return kept && typeof kept.accountId === 'string' ? { ...emptyStart(kept.accountId), ...kept } : null;
  } catch {
    // Not ours, or half written: there is nothing to go on with.
    return null;
  }
}
