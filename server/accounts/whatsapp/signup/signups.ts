import { createHash, randomBytes } from 'node:crypto';
import type {
  BegunSignupDto,
  CancelSignup,
  CompleteSignup,
  ResumeSignup,
  SignupDto,
  SignupsDto,
} from '../../../api/contracts/whatsapp-signups';
import { ConflictError, notFound } from '../../../api/errors';
import { GRAPH_VERSION } from '../../../channels/whatsapp-cloud/graph/client';
import type { GraphClients } from '../../../channels/whatsapp-cloud/graph/open-client';
import { exchangeCode } from '../../../channels/whatsapp-cloud/signup/exchange-code';
import { crashPoint } from '../../../crash-points';
import { toInstant } from '../../../database/columns';
import type { Database } from '../../../database/database';
import type { RateLimit } from '../../../security/rate-limit';
import type { Person } from '../../../security/scope';
import type { Vault } from '../../../security/vault';
import { createConnectionAllowance } from '../../connection-allowance';
import type { AccountRepository } from '../../repository';
import type { AccountSettings } from '../../settings-service';
import { createAdvance } from './advance';
import { createConnectNumber } from './connect-number';
import { SignupProblem, succeeded, wordsOf } from './problem';
import { SIGNUP_SECRET, signupVaultOwner, STATE_MS, type Signup } from './signup';
import { createSignupTable } from './signup-table';

const DEADLINE_MS = 90_000;
const ALLOWED = { name: 'whatsapp-signup', perMinute: 60, perHour: 300 };

interface Deps {
  database: Database;
  accounts: AccountRepository;
  accountSettings: AccountSettings;
  vault: Vault;
  limits: RateLimit;
  graph: GraphClients;
  publicUrl: string;
  /** The host's app at Meta; undefined where the host offers no sign-up. */
  app: { appId: string; appSecret: string; configId: string } | undefined;
  endpoints: { metaSdk: string; metaDialog: string };
  now: () => number;
}

/** Embedded Signup v4: from Meta's window to an account, resumable at each step. */
export function createSignups(deps: Deps) {
  const { database, vault, limits, graph, app, endpoints, now } = deps;
  const table = createSignupTable(database, now);
  const spend = createConnectionAllowance(limits, ALLOWED);
  const connect = createConnectNumber({ ...deps, appSecret: app?.appSecret ?? '' });

  const configured = () => {
    if (!app) throw new ConflictError('signup-not-configured', 'This host has no app at Meta to sign up with.');
    return app;
  };
  async function existing(id: string): Promise<Signup> {
    const signup = await table.find(id);
    if (!signup || signup.step === 'connected') throw notFound('Sign-up');
    return signup;
  }
  async function dto(signup: Signup): Promise<SignupDto> {
    const { problem, updatedAt, authorisedUserIds: _people, ...rest } = signup;
    return {
      ...rest,
      problem: problem && { ...problem, message: wordsOf(problem.code) },
      canResume: await vault.has(signupVaultOwner(signup.id), SIGNUP_SECRET.accessToken),
      updatedAt: toInstant(updatedAt),
    };
  }

  /** Goes as far as it gets, and says where it stands. */
  async function work(id: string, run: (signup: Signup, signal: AbortSignal) => Promise<void>): Promise<SignupDto> {
    if (!(await table.occupy(id))) {
      throw new ConflictError('signup-busy', 'This sign-up is being worked on. Look again in a minute.');
    }
    try {
      await run(await existing(id), AbortSignal.timeout(DEADLINE_MS));
    } catch (error) {
      if (!(error instanceof SignupProblem)) throw error;
      await table.update(id, { problem: { code: error.code, detail: error.detail.slice(0, 1000) } });
    } finally {
      await table.release(id);
    }
    const after = await table.find(id);
    if (!after) throw notFound('Sign-up');
    return dto(after);
  }
  const advance = (signup: Signup, given: ResumeSignup, signal: AbortSignal) =>
    createAdvance({ ...deps, app: configured(), table, connect })(signup, given, signal);

  return {
    async list(): Promise<SignupsDto> {
      const settings = app && {
        appId: app.appId,
        configId: app.configId,
        graphVersion: GRAPH_VERSION,
        sdkUrl: `${endpoints.metaSdk.replace(/\/+$/, '')}/sdk.js`,
        dialogOrigin: new URL(endpoints.metaDialog).origin,
      };
      const waiting = (await table.unfinished()).filter(({ step, problem }) => step !== 'begun' || problem !== null);
      return { settings: settings ?? null, signups: await Promise.all(waiting.map(dto)) };
    },

    async begin(by: Person): Promise<BegunSignupDto> {
      configured();
      await spend(by);
      await table.forgotten(now() - STATE_MS);
      const state = randomBytes(32).toString('base64url');
      return { id: await table.begin(by, hashOf(state)), state };
    },

    async complete(by: Person, id: string, input: CompleteSignup): Promise<SignupDto> {
      const own = configured();
      await spend(by);
      await claim(by, id, input.state);
      return work(id, async (signup, signal) => {
        const change = {
          wabaId: input.wabaId,
          phoneNumberId: input.phoneNumberId ?? null,
          coexistence: input.event === 'FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING',
          authorisedUserIds: input.authorisedUserIds,
          // Until the token is stored: the code lives 30 seconds, nobody can use it after a crash.
          problem: { code: 'signup-code-lost', detail: '' },
        };
        await table.update(id, change);
        crashPoint('signup.before-exchange');
        const token = succeeded(await exchangeCode(graph.ofApp(own), own, input.code, signal), 'signup-code-lost');
        await vault.put(database.knex, signupVaultOwner(id), SIGNUP_SECRET.accessToken, token);
        crashPoint('signup.after-exchange');
        await advance({ ...signup, ...change }, {}, signal);
      });
    },

    async cancelled(by: Person, id: string, input: CancelSignup): Promise<SignupDto> {
      await claim(by, id, input.state);
      const detail = [input.currentStep, input.errorMessage, input.errorId, input.sessionId]
        .filter(Boolean)
        .join(' · ');
      await table.update(id, { problem: { code: 'signup-cancelled', detail } });
      return dto(await existing(id));
    },

    async resume(by: Person, id: string, input: ResumeSignup): Promise<SignupDto> {
      configured();
      await spend(by);
      await existing(id);
      return work(id, (signup, signal) => advance(signup, input, signal));
    },

    remove: (id: string): Promise<void> =>
      existing(id).then(() =>
        database.transaction(async (trx) => {
          await vault.remove(trx, signupVaultOwner(id));
          await table.remove(id, trx);
        })
      ),
  };

  async function claim(by: Person, id: string, state: string): Promise<void> {
    if (!(await table.claim(id, by.id, hashOf(state), now() - STATE_MS))) {
      throw new ConflictError('signup-used', 'This sign-up was used already or is too old. Start again.');
    }
  }
}

const hashOf = (state: string): string => createHash('sha256').update(state).digest('hex');
