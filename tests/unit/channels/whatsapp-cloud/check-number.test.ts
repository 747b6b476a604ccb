import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startMetaSimulator } from '../../../../example/simulators/meta/server.mjs';
import { createWhatsAppCloudChannel } from '../../../../server/channels/whatsapp-cloud';
import { webhookSteps } from '../../../../server/channels/whatsapp-cloud/number/webhook-steps';
import type { ProviderState } from '../../../../server/channels/whatsapp-cloud/settings';

type Simulator = Awaited<ReturnType<typeof startMetaSimulator>>;

describe('the check of a number, against a simulated Cloud API', () => {
  let meta: Simulator;
  beforeAll(async () => {
    meta = await startMetaSimulator({ port: 0 });
  });
  afterAll(() => meta.stop());
  beforeEach(() => control('reset', {}));

  const control = async (path: string, body: unknown) => {
    const answer = await fetch(`${meta.url}/_control/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.ok).toBe(true);
  };
  const channel = () =>
    createWhatsAppCloudChannel({ baseUrl: meta.url, publicUrl: 'https://host.test', now: () => Date.now() });
  const connection = (change: { accessToken?: string; appSecret?: string; phoneNumberId?: string } = {}) => ({
    accountId: 'a',
    address: '',
    settings: {
      appId: meta.appId,
      wabaId: meta.wabaId,
      phoneNumberId: change.phoneNumberId ?? meta.phoneNumberId,
      readReceipts: true,
    },
    secrets: {
      appSecret: change.appSecret ?? meta.appSecret,
      accessToken: change.accessToken ?? meta.accessToken,
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
      'subscription failed whatsapp-not-subscribed',
      'handshake skipped',
      'event skipped',
    ]);
    expect(before.seen.number?.verifiedName).toBe('Conversations Demo');
    const made = await channel().subscribe(connection(), AbortSignal.timeout(5_000));
    expect(made).toEqual({ status: 'ok', data: { foreignCallback: null } });
    expect((await check()).outcome[4]).toBe('subscription ok');
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
    const expiresAt = Date.now() + 10 * 24 * 3_600_000;
    const scopes = ['whatsapp_business_management', 'whatsapp_business_messaging'];
    await control('tokens', { token: 'EAASimulatedEndsSoonToken', type: 'SYSTEM_USER', scopes, expiresAt });
    const { outcome, seen } = await check({ accessToken: 'EAASimulatedEndsSoonToken' });
    expect(outcome.slice(0, 2)).toEqual(['token warning whatsapp-token-expiring', 'permissions ok']);
    expect(Math.abs((seen.tokenExpiresAt ?? 0) - expiresAt)).toBeLessThan(1_000);
  });

  it('names another address that gets the events, and leaves it where it is', async () => {
    await channel().subscribe(connection(), AbortSignal.timeout(5_000));
    await control('phone', { override: 'https://other.test/hook' });
    const { outcome, seen } = await check();
    expect(outcome[4]).toBe('subscription failed whatsapp-foreign-callback');
    expect(seen.foreignCallback).toBe('https://other.test/hook');
    const refused = await channel().subscribe(connection(), AbortSignal.timeout(5_000));
    expect(refused).toEqual({ status: 'ok', data: { foreignCallback: 'https://other.test/hook' } });
    expect((await check()).seen.foreignCallback).toBe('https://other.test/hook');
  });

  it('looks at the subscription of a number that is not registered', async () => {
    await control('phone', { status: 'DISCONNECTED' });
    const { outcome } = await check();
    expect(outcome.slice(3, 5)).toEqual([
      'registration failed whatsapp-not-registered',
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
