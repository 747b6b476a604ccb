import { notFound } from '../api/errors';
import type { TestConnection, TestResult, TestStep } from '../api/contracts/accounts';
import type { ChannelDirectory } from '../channels/directory';
import type { Person } from '../security/scope';
import type { RateLimit } from '../security/rate-limit';
import { webhookSteps } from '../channels/whatsapp-cloud/number/webhook-steps';
import type { Database } from '../database/database';
import { isMailAccount, type Account } from './account';
import { createConnectionAllowance } from './connection-allowance';
import { createNumberRecorder } from './number-recorder';
import type { AccountRepository } from './repository';
import { TROUBLE, Trouble } from './trouble';
import { actOnCheck } from './whatsapp/act-on-check';
import { unsavedMailConnection, unsavedWhatsAppConnection } from './unsaved-connection';

const DEADLINE_MS = 45_000;

interface Deps {
  database: Database;
  accounts: AccountRepository;
  channels: ChannelDirectory;
  limits: RateLimit;
  now: () => number;
}

/** Tries a connection step by step. Limited per person, since it makes this host connect where a person says. */
export interface ConnectionTest {
  unsaved(by: Person, input: TestConnection): Promise<TestResult>;
  saved(by: Person, accountId: string): Promise<TestResult>;
}

export function createConnectionTest({ database, accounts, channels, limits, now }: Deps): ConnectionTest {
  const spend = createConnectionAllowance(limits);
  const { imap, 'whatsapp-cloud': cloud } = channels.channels;
  const deadline = () => AbortSignal.timeout(DEADLINE_MS);
  async function result(running: Promise<TestStep[]>): Promise<TestResult> {
    const steps = await running;
    return { ok: steps.every((step) => step.status !== 'failed'), steps };
  }
  async function stepsOf(account: Account): Promise<TestStep[]> {
    if (isMailAccount(account)) {
      const { channel, connection } = await channels.mail(account);
      return channel.test(connection, deadline());
    }
    const { channel, connection } = await channels.whatsApp(account);
    const watch = createNumberRecorder({ database, accounts, now }, account.id, account.revision);
    const steps = await channel.check(connection, watch, deadline());
    await actOnCheck({ database, accounts, now }, account, steps);
    const seen = webhookSteps(account.provider);
    return steps.map((step) => seen.find((one) => one.step === step.step) ?? step);
  }

  return {
    async unsaved(by, input) {
      await spend(by);
      return result(
        input.kind === 'imap'
          ? imap.test(unsavedMailConnection(input), deadline())
          : cloud.test(unsavedWhatsAppConnection(input), deadline())
      );
    },
    async saved(by, accountId) {
      const account = await accounts.find(accountId);
      if (!account) throw notFound('Account');
      await spend(by);
      try {
        return await result(stepsOf(account));
      } catch (error) {
        if (!(error instanceof Trouble)) throw error;
        return { ok: false, steps: [unopened(account, error)] };
      }
    },
  };
}

const unopened = (account: Account, { code }: Trouble): TestStep => ({
  ...(isMailAccount(account) ? { target: 'imap', step: 'login' } : { target: 'whatsapp', step: 'token' }),
  status: 'failed',
  code,
  message: TROUBLE[code].message,
  action: TROUBLE[code].action,
});
