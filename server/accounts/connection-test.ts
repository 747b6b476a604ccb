import { notFound } from '../api/errors';
import type { TestConnection, TestResult, TestStep } from '../api/contracts/accounts';
import type { AnyConnection, ChannelDirectory } from '../channels/directory';
import type { Person } from '../security/scope';
import type { RateLimit } from '../security/rate-limit';
import { createConnectionAllowance } from './connection-allowance';
import type { AccountRepository } from './repository';
import { TROUBLE, Trouble } from './trouble';
import { unsavedConnection } from './unsaved-connection';

const DEADLINE_MS = 45_000;

interface Deps {
  accounts: AccountRepository;
  channels: ChannelDirectory;
  limits: RateLimit;
}

/** Tries a connection step by step. Limited per person, since it makes this host connect where a person says. */
export interface ConnectionTest {
  unsaved(by: Person, input: TestConnection): Promise<TestResult>;
  saved(by: Person, accountId: string): Promise<TestResult>;
}

export function createConnectionTest({ accounts, channels, limits }: Deps): ConnectionTest {
  const spend = createConnectionAllowance(limits);
  async function run(kind: 'imap', connection: AnyConnection): Promise<TestResult> {
    const steps = await channels.of(kind).test(connection, AbortSignal.timeout(DEADLINE_MS));
    return { ok: steps.every((step) => step.status !== 'failed'), steps };
  }

  return {
    async unsaved(by, input) {
      await spend(by);
      return run(input.kind, unsavedConnection(input));
    },
    async saved(by, accountId) {
      const account = await accounts.find(accountId);
      if (!account) throw notFound('Account');
      await spend(by);
      try {
        const { connection } = await channels.connect(account);
        return await run(account.kind, connection);
      } catch (error) {
        if (!(error instanceof Trouble)) throw error;
        return { ok: false, steps: [unopened(error)] };
      }
    },
  };
}

const unopened = ({ code }: Trouble): TestStep => ({
  target: 'imap',
  step: 'login',
  status: 'failed',
  code,
  message: TROUBLE[code].message,
  action: TROUBLE[code].action,
});
