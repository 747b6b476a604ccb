import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWhatsAppCloudChannel } from '../../../../server/channels/whatsapp-cloud';
import { webhookSteps } from '../../../../server/channels/whatsapp-cloud/number/webhook-steps';
import type { ProviderState } from '../../../../server/channels/whatsapp-cloud/settings';
import { startMetaSimulator, type MetaSimulator } from '../../../support/meta-simulator';

const SCOPES = ['whatsapp_business_management', 'whatsapp_business_messaging'];
const DAY_MS = 24 * 3_600_000;

describe('the check of a number, against a simulated Cloud API', () => {
  let meta: MetaSimulator;
  beforeAll(async () => {
    meta = await startMetaSimulator();
  });
  afterAll(() => meta.stop());
  beforeEach(async () => {
    await meta.control('POST', 'reset');
    const token = (name: string, more: object) =>
      meta.control('POST', 'tokens', { token: name, scopes: SCOPES, ...more });
    await token('EAASimulatedTestToken', { type: 'USER', expiresAt: Date.now() + DAY_MS });
    await token('EAASimulatedExpired', { expiresAt: 1 });
    await token('EAASimulatedNoMessaging', { scopes: SCOPES.slice(0, 1) });
  });

  const channel = () =>
    createWhatsAppCloudChannel({ baseUrl: meta.url, publicUrl: 'https://host.test', now: () => Date.now() });
  const connection = (change: { accessToken?: string; appSecret?: string; phoneNumberId?: string } = {}) => ({
    accountId: 'a',
    address: '',
    settings: {
      appId: meta.app.appId,
      wabaId: meta.app.wabaId,
      phoneNumberId: change.phoneNumberId ?? meta.app.phoneNumberId,
      readReceipts: true,
    },
    secrets: {
      appSecret: change.appSecret ?? meta.app.appSecret,
      accessToken: change.accessToken ?? meta.app.accessToken,
    },
  });
  const check = async (change = {}) => {
    let seen: ProviderState = {};
    const watch = {
      record: (state: ProviderState) => {
        seen = state;
        return Promise.resolve();
      },
    };
    const steps = await channel().check(connection(change), watch, AbortSignal.timeout(5_000));
    return { seen, outcome: steps.map(({ step, status, code }) => [step, status, ...(code ? [code] : [])].join(' ')) };
  };

  it('passes through all steps, with the subscription as the one thing left to do, and does it', async () => {
    const before = await check();
    expect(before.outcome).toEqual([
      'token ok',
      'permissions ok',
      'number ok',
      'registration ok',
      'messaging ok',
      'subscription failed whatsapp-not-subscribed',
      'handshake skipped',
      'event skipped',
    ]);
    expect(before.seen.number?.verifiedName).toBe('Recambios Demo');
    const made = await channel().subscribe(connection(), AbortSignal.timeout(5_000));
    expect(made).toEqual({ status: 'ok', data: { foreignCallback: null } });
    expect((await check()).outcome[5]).toBe('subscription ok');
  });

  it.each([
    [{ accessToken: 'EAASimulatedTestToken' }, 'token failed whatsapp-test-token'],
    [{ accessToken: 'EAASimulatedExpired' }, 'token failed whatsapp-token-refused'],
    [{ accessToken: 'EAANobodyHasMadeThisToken' }, 'token failed whatsapp-token-refused'],
    [{ appSecret: 'anotherappssecret1' }, 'token failed whatsapp-app-refused'],
    [{ accessToken: 'EAASimulatedNoMessaging' }, 'permissions failed whatsapp-permission-missing'],
    [{ phoneNumberId: '999999999999999' }, 'number failed whatsapp-number-unknown'],
  ])('stops at what is wrong: %o', async (change, expected) => {
    const { outcome } = await check(change);
    const at = outcome.indexOf(expected);
    expect(outcome).toContain(expected);
    expect(outcome.slice(at + 1).every((line) => line.endsWith('skipped'))).toBe(true);
  });

  it('warns of a token that ends within two weeks', async () => {
    const expiresAt = Date.now() + 10 * DAY_MS;
    await meta.control('POST', 'tokens', { token: 'EAASimulatedEndsSoonToken', scopes: SCOPES, expiresAt });
    const { outcome, seen } = await check({ accessToken: 'EAASimulatedEndsSoonToken' });
    expect(outcome.slice(0, 2)).toEqual(['token warning whatsapp-token-expiring', 'permissions ok']);
    expect(Math.abs((seen.tokenExpiresAt ?? 0) - expiresAt)).toBeLessThan(1_000);
  });

  it('names another address that gets the events, and leaves it where it is', async () => {
    await channel().subscribe(connection(), AbortSignal.timeout(5_000));
    await meta.control('PUT', 'number', { override: 'https://other.test/hook' });
    const { outcome, seen } = await check();
    expect(outcome[5]).toBe('subscription failed whatsapp-foreign-callback');
    expect(seen.foreignCallback).toBe('https://other.test/hook');
    const refused = await channel().subscribe(connection(), AbortSignal.timeout(5_000));
    expect(refused).toEqual({ status: 'ok', data: { foreignCallback: 'https://other.test/hook' } });
    expect((await check()).seen.foreignCallback).toBe('https://other.test/hook');
  });

  it.each([
    ['LIMITED', 141010, 'messaging warning whatsapp-limited'],
    ['BLOCKED', 141006, 'messaging failed whatsapp-billing-blocked'],
    ['BLOCKED', 141000, 'messaging failed whatsapp-restricted'],
  ])('says that sending is %s by %i, in the words of Meta', async (sending, code, expected) => {
    const told = { entity: 'BUSINESS', sending, code, text: 'Something about the business.', solution: 'Do this.' };
    await meta.control('PUT', 'number', { problem: told });
    const { outcome, seen } = await check();
    expect(outcome[4]).toBe(expected);
    const { entity, text, solution } = told;
    expect(seen.number?.health).toEqual({ sending, problems: [{ entity, code, text, solution }] });
    const unsaved = await channel().test(connection(), AbortSignal.timeout(5_000));
    expect(unsaved.map(({ status }) => status)).not.toContain('failed');
  });

  it('learns from it whose the number is', async () => {
    expect((await check()).seen.portfolioId).toBe('2729063490586005');
  });

  it('looks at the subscription of a number that is not registered', async () => {
    await meta.control('PUT', 'number', { status: 'DISCONNECTED' });
    const { outcome } = await check();
    expect(outcome.slice(3, 6)).toEqual([
      'registration failed whatsapp-not-registered',
      'messaging ok',
      'subscription failed whatsapp-not-subscribed',
    ]);
    const unsaved = await channel().test(connection(), AbortSignal.timeout(5_000));
    expect(unsaved.map(({ status }) => status)).not.toContain('failed');
  });

  it('says what has not been seen yet as a warning, not as a failure', () => {
    expect(webhookSteps({}).map(({ status }) => status)).toEqual(['warning', 'warning']);
    expect(webhookSteps({ handshakeAt: 1 }).map(({ status }) => status)).toEqual(['ok', 'warning']);
    expect(webhookSteps({ lastEventAt: 1 }).map(({ status }) => status)).toEqual(['ok', 'ok']);
  });
});
