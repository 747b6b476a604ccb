import { describe, expect, it } from 'vitest';
import { createAccount, updateMailAccount, testConnection } from '../../../server/api/contracts/accounts';
import { fieldChanges } from '../../../admin/settings/accounts/detail/activity-details';
import { findProblems } from '../../../admin/settings/accounts/form/form-validation';
import {
  emptyValues,
  needsPasswordAgain,
  toCreate,
  toTest,
  toUpdate,
} from '../../../admin/settings/accounts/form/form-values';
import { suggestedPort } from '../../../admin/settings/accounts/form/suggested-port';

const filled = {
  ...emptyValues,
  address: 'ventas@example.com',
  imap: { host: 'imap.example.com', port: 993, security: 'tls' as const },
  smtp: { host: 'smtp.example.com', port: 587, security: 'starttls' as const },
  username: 'ventas',
  password: 'secret',
};

describe('the account form', () => {
  it('sends what the contracts take', () => {
    expect(createAccount.safeParse(toCreate(filled)).error).toBeUndefined();
    expect(updateMailAccount.safeParse(toUpdate({ ...filled, password: '' })).error).toBeUndefined();
    expect(testConnection.safeParse(toTest(filled)).error).toBeUndefined();
  });
  it('names the first problem of each field', () => {
    expect(findProblems(emptyValues, null).map(({ path }) => path)).toEqual([
      'address',
      'imap.host',
      'smtp.host',
      'username',
      'password',
    ]);
    expect(findProblems(filled, null)).toEqual([]);
  });
  it('asks for the password again when it would go elsewhere', () => {
    const stored = { ...filled, password: '' };
    expect(needsPasswordAgain(stored, { ...stored, senderName: 'Other' })).toBe(false);
    for (const change of [
      { imap: { ...stored.imap, host: 'imap.evil.example' } },
      { imap: { ...stored.imap, port: 143 } },
      { smtp: { ...stored.smtp, security: 'none' as const } },
      { username: 'other' },
    ])
      expect(findProblems({ ...stored, ...change }, stored).map(({ path }) => path)).toEqual(['password']);
  });
  it('suggests the usual port and leaves a chosen one', () => {
    expect(suggestedPort('smtp', 'starttls', 'tls', 587)).toBe(465);
    expect(suggestedPort('imap', 'tls', 'starttls', 2993)).toBeNull();
  });
});

describe('the activity', () => {
  it('tells what really changed', () => {
    const details = {
      before: { imap: { host: 'a', port: 993, security: 'tls' }, username: 'x' },
      after: { imap: { host: 'b', port: 993, security: 'tls' }, username: 'x' },
    };
    expect(fieldChanges(details)).toEqual([{ field: 'imap.host', before: 'a', after: 'b' }]);
    expect(fieldChanges({})).toEqual([]);
  });
});
