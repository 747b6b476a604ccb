import { describe, expect, it } from 'vitest';
import { problemOf } from '../../../../server/channels/whatsapp-cloud/errors/codes';
import { problem, PROBLEMS, type ProblemCode } from '../../../../server/channels/whatsapp-cloud/errors/problem';
import { PROBLEM_WORDS } from '../../../../server/channels/whatsapp-cloud/errors/words';
import { PROBLEM_WORDS_ES } from '../../../../server/channels/whatsapp-cloud/errors/words-es';

const of = (code: number | null, more: { subcode?: number; httpStatus?: number; aboutNumber?: boolean } = {}) =>
  problemOf({ code, subcode: null, httpStatus: null, ...more });

describe("Meta's errors", () => {
  it.each([
    ['account', [0, 190, 3, 10, 200, 250, 299, 131005, 368, 131031, 131042, 131045, 133010, 131037, 131063]],
    ['retry', [4, 80007, 130429, 131057, 2494100, 131016, 131000, 1, 2, 133004]],
    ['retry-pair', [131056]],
    ['cool-down', [131048, 131064]],
    ['window', [131047]],
    ['template', [132000, 132001, 132005, 132007, 132015, 132016, 2388293]],
    [
      'fail',
      [
        130497, 131049, 131050, 130472, 131026, 131030, 131021, 131051, 131052, 131053, 131008, 131009, 100, 135000,
        131062,
      ].concat([132008, 132012, 132018, 132068, 132069, 133005, 133006, 133008, 133009, 133015, 133016, 137000, 33]),
    ],
  ] as const)('are %s', (name, codes) => {
    for (const code of codes) expect([code, problem(of(code)).class]).toEqual([code, name]);
  });

  it.each([
    [190, 'reauth-required'],
    [10, 'misconfigured'],
    [368, 'restricted'],
    [131042, 'billing-blocked'],
    [133010, 'needs-registration'],
  ])('%i puts the account into %s', (code, account) => expect(problem(of(code)).account).toBe(account));

  it('tell a missing number from a missing file', () => {
    expect(of(100, { subcode: 33, aboutNumber: true })).toBe('number-gone');
    expect(of(100, { subcode: 33 })).toBe('object-missing');
    expect(of(100)).toBe('bad-request');
  });

  it('are read off the HTTP status where the code says nothing', () => {
    const codes = ([500, 503, 429, 401, 403, 400] as const).map((httpStatus) => of(null, { httpStatus }));
    expect(codes).toEqual(['temporary', 'temporary', 'call-limit', 'token-invalid', 'permission-missing', 'unknown']);
    expect(of(999_999_999)).toBe('unknown');
    // The code is what Meta tells to build on.
    expect(of(131047, { httpStatus: 500 })).toBe('window-closed');
  });

  it('have what they ask for', () => {
    expect(problem(of(131050)).effect).toBe('opt-out');
    expect(problem(of(131062)).effect).toBe('ask-for-number');
    expect(problem(of(131000)).maxTries).toBe(5);
    expect(problem(of(131056)).waitMs).toBe(4_000);
    for (const { class: name, ...more } of Object.values(PROBLEMS)) expect('account' in more).toBe(name === 'account');
  });

  it('are told in both languages, each with something to do, and nothing is called free', () => {
    for (const code of Object.keys(PROBLEMS) as ProblemCode[]) {
      const [en, es] = [PROBLEM_WORDS[code], PROBLEM_WORDS_ES[code]];
      for (const text of [en.message, en.action, es.message, es.action]) {
        expect(text).toMatch(/\.$/);
        expect(text).not.toMatch(/\bfree\b|gratis/i);
      }
      expect(en.message).not.toBe(es.message);
    }
  });
});
