import type { TroubleCode } from '../../../accounts/trouble';
import type { TestStep } from '../../../api/contracts/accounts';
import type { WhatsAppStepName } from '../../../api/contracts/whatsapp-accounts';
import type { GraphClient } from '../graph/client';
import type { GraphResult } from '../graph/result';
import type { ProviderState, WhatsAppCloudSettings } from '../settings';
import { troubleOfHealth } from './health';
import { listNumbers } from './list-numbers';
import { judgeToken, missingScopes } from './judge-token';
import { troubleOfStatus } from './number-state';
import { readNumber } from './read-number';
import { readSubscription } from './read-subscription';
import { readToken } from './read-token';
import { failed, inOrder, ok, warned } from './steps';
import { troubleOf } from './trouble-of';

export interface CheckDeps {
  client: GraphClient;
  /** Speaks as the app itself, by its id and secret. */
  app: GraphClient;
  settings: WhatsAppCloudSettings;
  accessToken: string;
  ownCallback: string;
  now: () => number;
}

export interface Checked {
  steps: TestStep[];
  seen: ProviderState;
}

/**
 * Tries what the settings name. Token, permissions and number each need the one before; whether the number is
 * registered and whether its events are sent are looked at both, since each has its own remedy.
 */
export async function checkNumber(deps: CheckDeps, signal: AbortSignal): Promise<Checked> {
  const { client, app, settings, accessToken, ownCallback, now } = deps;
  const steps: TestStep[] = [];
  const seen: ProviderState = {};
  const done = () => ({ steps: inOrder(steps), seen });
  const gone = (step: WhatsAppStepName, result: Failed, otherwise: TroubleCode) => {
    steps.push(failed(step, codeOf(result, otherwise)));
    return done();
  };

  const token = await readToken(app, accessToken, signal);
  // Only the app itself asked here: what Meta refuses is its id and secret, or that the token is another app's.
  if (token.status === 'rejected' && codeOf(token, 'whatsapp-app-refused') !== 'throttled')
    return gone('token', { ...token, problem: 'bad-request' }, 'whatsapp-app-refused');
  if (token.status !== 'ok') return gone('token', token, 'whatsapp-app-refused');
  seen.tokenExpiresAt = token.data.expiresAt;
  const verdict = judgeToken(token.data, settings.appId, now());
  const until = token.data.expiresAt === null ? null : new Date(token.data.expiresAt).toISOString();
  if (verdict.code === null) steps.push(ok('token'));
  else steps.push((verdict.status === 'failed' ? failed : warned)('token', verdict.code, until));
  if (verdict.status === 'failed') return done();

  const missing = missingScopes(token.data);
  if (missing.length > 0) {
    steps.push(failed('permissions', 'whatsapp-permission-missing', missing.join(', ')));
    return done();
  }
  steps.push(ok('permissions'));

  const listed = await listNumbers(client, settings.wabaId, signal);
  if (listed.status !== 'ok') return gone('number', listed, 'whatsapp-number-unknown');
  const belongs = listed.data.some(({ id }) => id === settings.phoneNumberId);
  const number = belongs ? await readNumber(client, settings.phoneNumberId, signal) : null;
  if (number === null) {
    steps.push(failed('number', 'whatsapp-number-unknown'));
    return done();
  }
  if (number.status !== 'ok') return gone('number', number, 'whatsapp-number-unknown');
  seen.number = { ...number.data.number, checkedAt: now() };
  if (number.data.portfolioId !== null) seen.portfolioId = number.data.portfolioId;
  steps.push(ok('number'));

  const { status, health } = number.data.number;
  const trouble = troubleOfStatus(status);
  steps.push(trouble ? failed('registration', trouble, status) : ok('registration'));

  const hindrance = troubleOfHealth(health ?? null);
  const words = health?.problems.map(({ text }) => text).join(' ');
  if (hindrance === null) steps.push(ok('messaging'));
  else steps.push((hindrance === 'whatsapp-limited' ? warned : failed)('messaging', hindrance, words));

  const subscription = await readSubscription(client, settings, ownCallback, signal);
  if (subscription.status !== 'ok') return gone('subscription', subscription, 'whatsapp-not-subscribed');
  const { subscribed, foreignCallback } = subscription.data;
  seen.foreignCallback = foreignCallback;
  if (foreignCallback) steps.push(failed('subscription', 'whatsapp-foreign-callback', foreignCallback));
  else steps.push(subscribed ? ok('subscription') : failed('subscription', 'whatsapp-not-subscribed'));
  return done();
}

type Failed = Exclude<GraphResult<never>, { status: 'ok' }>;

const codeOf = (result: Failed, otherwise: TroubleCode): TroubleCode => troubleOf(result)?.code ?? otherwise;
