import { describe, expect, it } from 'vitest';
import { isMetaOrigin, readMetaMessage } from '../../../../admin/settings/accounts/whatsapp/signup/meta-message';
import type { MetaSdk } from '../../../../admin/settings/accounts/whatsapp/signup/meta-sdk';
import { openSignupWindow } from '../../../../admin/settings/accounts/whatsapp/signup/signup-window';

const DIALOG = 'https://www.facebook.com';

describe('whose messages count', () => {
  it.each([
    ['https://www.facebook.com', true],
    ['https://facebook.com', true],
    ['https://web.facebook.com', true],
    ['http://www.facebook.com', false],
    ['https://evilfacebook.com', false],
    ['https://facebook.com.evil.test', false],
    ['https://evil.test', false],
    ['null', false],
    ['', false],
  ])('%s: %s', (origin, expected) => expect(isMetaOrigin(origin, DIALOG)).toBe(expected));

  it('and those of the place that the host has set', () => {
    expect(isMetaOrigin('http://127.0.0.1:1339', 'http://127.0.0.1:1339')).toBe(true);
    expect(isMetaOrigin('http://127.0.0.1:1340', 'http://127.0.0.1:1339')).toBe(false);
  });
});

const message = (event: string, data: unknown) =>
  JSON.stringify({ type: 'WA_EMBEDDED_SIGNUP', version: 3, event, data });
const FINISH = message('FINISH', { phone_number_id: '123456', waba_id: '654321', business_id: '777777' });

describe('what the window says', () => {
  it.each<[string, unknown, unknown]>([
    [
      'a number',
      FINISH,
      { kind: 'finished', event: 'FINISH', wabaId: '654321', phoneNumberId: '123456', businessId: '777777' },
    ],
    [
      'as an object',
      JSON.parse(message('FINISH_ONLY_WABA', { waba_id: 654321 })),
      { kind: 'finished', event: 'FINISH_ONLY_WABA', wabaId: '654321' },
    ],
    [
      'the app of a phone',
      message('FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING', { waba_id: '654321' }),
      { kind: 'finished', event: 'FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING', wabaId: '654321' },
    ],
    [
      'left',
      message('CANCEL', { current_step: 'PHONE_NUMBER_SETUP' }),
      { kind: 'cancelled', currentStep: 'PHONE_NUMBER_SETUP' },
    ],
    [
      'an error',
      message('CANCEL', { error_message: 'no', error_id: 12, session_id: 's' }),
      { kind: 'cancelled', errorMessage: 'no', errorId: '12', sessionId: 's' },
    ],
    ['without an account', message('FINISH', { waba_id: '<b>' }), null],
    ['of another kind', JSON.stringify({ type: 'other' }), null],
    ['the script talking to itself', 'cb=f1&domain=x', null],
    ['nothing', null, null],
    ['numbers', 7, null],
  ])('%s', (_what, data, expected) => expect(readMetaMessage(data)).toEqual(expected));
});

describe('the window and its two answers', () => {
  const settings = {
    appId: '1',
    configId: '2',
    graphVersion: 'v26.0',
    sdkUrl: `${DIALOG}/sdk.js`,
    dialogOrigin: DIALOG,
  };

  function open() {
    const target = new EventTarget() as unknown as Window;
    let answer: Parameters<MetaSdk['login']>[0] = () => undefined;
    const sdk: MetaSdk = { init: () => undefined, login: (callback) => (answer = callback) };
    const outcome = openSignupWindow({ sdk, settings, target, graceMs: 20 });
    return {
      outcome,
      close: (code?: string) => answer({ authResponse: code ? { code } : null }),
      post: (data: unknown, origin = DIALOG) =>
        void target.dispatchEvent(Object.assign(new Event('message'), { data, origin })),
    };
  }
  const done = { kind: 'finished', event: 'FINISH', code: 'the-code' };

  it('takes them in either order', async () => {
    const first = open();
    first.post(FINISH);
    first.close('the-code');
    expect(await first.outcome).toMatchObject(done);
    const second = open();
    second.close('the-code');
    second.post(FINISH);
    expect(await second.outcome).toMatchObject(done);
  });

  it('hears nobody else', async () => {
    const { outcome, post, close } = open();
    post(FINISH, 'https://evilfacebook.com');
    close('the-code');
    expect(await outcome).toEqual({ kind: 'incomplete' });
  });

  it('tells a window that was left, with or without a word', async () => {
    const said = open();
    said.post(message('CANCEL', { current_step: 'X' }));
    said.close();
    expect(await said.outcome).toEqual({ kind: 'cancelled', currentStep: 'X' });
    const silent = open();
    silent.close();
    expect(await silent.outcome).toEqual({ kind: 'cancelled' });
  });
});
