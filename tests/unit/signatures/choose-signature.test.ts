import { describe, expect, it } from 'vitest';
import { chooseSignature, defaultsOf, targetsOf } from '../../../server/signatures/choose-signature';

const ANA = 1;
const LUIS = 2;
const none = { isAccountDefault: false, userIds: [] as number[], everywhereUserIds: [] as number[] };
const signature = (id: string, defaults: Partial<typeof none> = {}, accountId = 'sales') => ({
  id,
  accountId,
  ...none,
  ...defaults,
});
const choose = (signatures: ReturnType<typeof signature>[], userId = ANA, accountId = 'sales') => {
  const choice = chooseSignature(signatures, accountId, userId);
  return [choice.default?.id ?? null, choice.usable.map(({ id }) => id)];
};

describe('which signature a mail gets', () => {
  const account = signature('account', { isAccountDefault: true });
  const anywhere = signature('anywhere', { everywhereUserIds: [ANA] }, 'support');
  const here = signature('here', { userIds: [ANA] });

  it('is the most specific default', () => {
    expect(choose([account, anywhere, here])[0]).toBe('here');
    expect(choose([account, anywhere])[0]).toBe('anywhere');
    expect(choose([account])[0]).toBe('account');
    expect(choose([signature('free')])[0]).toBeNull();
    expect(choose([account, anywhere, here], LUIS)[0]).toBe('account');
  });

  it('is none of another account, but for a default everywhere', () => {
    const other = signature('other', { isAccountDefault: true, userIds: [ANA] }, 'support');
    expect(choose([other])).toEqual([null, []]);
  });

  it('can be chosen among those for everybody and their own, the default first', () => {
    const luis = signature('luis', { userIds: [LUIS] });
    const shared = signature('shared', { isAccountDefault: true, userIds: [LUIS] });
    expect(choose([signature('free'), here, luis, shared])).toEqual(['here', ['here', 'free', 'shared']]);
  });
});

it('defaults survive their way through the table', () => {
  const defaults = { isAccountDefault: true, userIds: [1, 2], everywhereUserIds: [3] };
  const targets = targetsOf('acc', defaults);
  expect(targets).toEqual(['account:acc', 'user:1@acc', 'user:2@acc', 'user:3']);
  expect(defaultsOf(targets)).toEqual(defaults);
});
