import { randomInt } from 'node:crypto';
import type { ResumeSignup } from '../../../api/contracts/whatsapp-signups';
import { SECRET, vaultOwner } from '../../../channels/directory';
import type { GraphClient } from '../../../channels/whatsapp-cloud/graph/client';
import type { GraphClients } from '../../../channels/whatsapp-cloud/graph/open-client';
import { judgeToken, missingScopes } from '../../../channels/whatsapp-cloud/number/judge-token';
import { listNumbers } from '../../../channels/whatsapp-cloud/number/list-numbers';
import { troubleOfStatus } from '../../../channels/whatsapp-cloud/number/number-state';
import { readNumber } from '../../../channels/whatsapp-cloud/number/read-number';
import { readToken } from '../../../channels/whatsapp-cloud/number/read-token';
import { subscribe } from '../../../channels/whatsapp-cloud/number/subscribe';
import { webhookPath } from '../../../channels/whatsapp-cloud/webhook-address';
import { crashPoint } from '../../../crash-points';
import type { Database } from '../../../database/database';
import type { Vault } from '../../../security/vault';
import type { ConnectNumber } from './connect-number';
import { SignupProblem, succeeded } from './problem';
import { SIGNUP_SECRET, signupVaultOwner, type Signup } from './signup';
import type { SignupChange, SignupTable } from './signup-table';

interface Deps {
  database: Database;
  vault: Vault;
  graph: GraphClients;
  app: { appId: string; appSecret: string };
  publicUrl: string;
  table: SignupTable;
  connect: ConnectNumber;
  now: () => number;
}

/**
 * Goes through what is still to be proven, and stores each step before the next. Each may be done twice: after a crash the
 * way begins again at the last one that was stored. What the browser said of ids is asked of Meta with the token.
 */
export function createAdvance({ database, vault, graph, app, publicUrl, table, connect, now }: Deps) {
  return async function advance(signup: Signup, given: ResumeSignup, signal: AbortSignal): Promise<void> {
    const owner = signupVaultOwner(signup.id);
    const accessToken = await vault.get(owner, SIGNUP_SECRET.accessToken);
    if (accessToken === null) throw new SignupProblem('signup-code-lost');
    let { step, phoneNumberId } = signup;
    const wabaId = signup.wabaId ?? '';
    const reached = async (next: Signup['step'], change: SignupChange = {}) => {
      await table.update(signup.id, { ...change, step: next, problem: null });
      step = next;
      crashPoint(`signup.after-${next}`);
    };

    if (step === 'begun') {
      const token = succeeded(await readToken(graph.ofApp(app), accessToken, signal), 'whatsapp-app-refused');
      const verdict = judgeToken(token, app.appId, now());
      if (verdict.status === 'failed') throw new SignupProblem(verdict.code ?? 'whatsapp-token-refused');
      const missing = missingScopes(token);
      if (missing.length > 0) throw new SignupProblem('whatsapp-permission-missing', missing.join(', '));
      await reached('authorised');
    }
    if (step === 'authorised') {
      const numbers = succeeded(
        await listNumbers(graph.of('', accessToken, app.appSecret), wabaId, signal),
        'signup-not-shared'
      );
      const wanted = given.phoneNumberId ?? phoneNumberId;
      const chosen = wanted ? numbers.find(({ id }) => id === wanted) : numbers.length === 1 ? numbers[0] : undefined;
      await table.update(signup.id, { numbers });
      if (!chosen) {
        if (numbers.length === 0) throw new SignupProblem('signup-no-number');
        throw new SignupProblem(wanted ? 'signup-not-shared' : 'signup-choose-number');
      }
      phoneNumberId = chosen.id;
      await reached('number', { phoneNumberId, numbers: [] });
    }
    const number = phoneNumberId ?? '';
    const settings = { appId: app.appId, wabaId, phoneNumberId: number, readReceipts: true };
    const client = graph.of(number, accessToken, app.appSecret);

    if (step === 'number') {
      const check = {
        client,
        app: graph.ofApp(app, number),
        settings,
        accessToken,
        ownCallback: `${publicUrl}${webhookPath(app.appId)}`,
        now,
      };
      const { foreignCallback } = succeeded(await subscribe(check, signal), 'whatsapp-not-subscribed');
      if (foreignCallback) throw new SignupProblem('whatsapp-foreign-callback', foreignCallback);
      await reached('subscribed');
    }
    if (step === 'subscribed') {
      await register(client, signup, number, given.pin, signal);
      await reached('registered');
    }
    if (step === 'registered') {
      const { number: seen } = succeeded(await readNumber(client, number, signal), 'whatsapp-number-unknown');
      // In coexistence the phone's app keeps the number registered.
      const trouble = signup.coexistence ? null : troubleOfStatus(seen.status);
      if (trouble) throw new SignupProblem(trouble, seen.status ?? '');
      const accountId = await connect(signup, { settings, accessToken, number: seen });
      crashPoint('signup.after-account');
      const pin = await vault.get(owner, SIGNUP_SECRET.pin);
      await database.transaction(async (trx) => {
        if (pin !== null) await vault.put(trx, vaultOwner(accountId), SECRET['whatsapp-cloud'].pin, pin);
        await vault.remove(trx, owner);
        await table.update(signup.id, { step: 'connected', accountId, problem: null }, trx);
      });
    }
  };

  /** With a PIN of ours where the number has none: it is kept before Meta knows it, or nobody could register it again. */
  async function register(
    client: GraphClient,
    signup: Signup,
    number: string,
    givenPin: string | undefined,
    signal: AbortSignal
  ): Promise<void> {
    const read = succeeded(await readNumber(client, number, signal), 'whatsapp-number-unknown');
    if (signup.coexistence || read.number.status === 'CONNECTED') return;
    const owner = signupVaultOwner(signup.id);
    const pin =
      givenPin ?? (await vault.get(owner, SIGNUP_SECRET.pin)) ?? String(randomInt(1_000_000)).padStart(6, '0');
    await vault.put(database.knex, owner, SIGNUP_SECRET.pin, pin);
    const path = `${encodeURIComponent(number)}/register`;
    const body = { messaging_product: 'whatsapp', pin };
    succeeded(await client.call({ method: 'POST', path, body, repeatable: false }, signal), 'whatsapp-not-registered');
  }
}
