import { fork } from 'node:child_process';
import { resolve } from 'node:path';

export interface MetaApp {
  appId: string;
  appSecret: string;
  accessToken: string;
  wabaId: string;
  phoneNumberId: string;
}

export const META_APP: MetaApp = {
  appId: '670843887433847',
  appSecret: 'appsecret0Zanahoria77',
  accessToken: 'EAAGm0PX4ZCpsBAtokenCanary77',
  wabaId: '102290129340398',
  phoneNumberId: '106540352242922',
};

export interface SimulatedMessage {
  id: string;
  direction: 'inbound' | 'outbound';
  person: string;
  type: string;
  content: Record<string, unknown>;
  replyTo: string | null;
  status: string;
  callbackData: string | null;
  typing?: boolean;
}

export interface MetaState {
  people: { key: string; name: string; waId: string | null; userId: string }[];
  messages: SimulatedMessage[];
  numbers: Record<string, Record<string, unknown>>;
  subscribed: Record<string, unknown>;
  webhook: { url: string; token: string } | null;
}

/** Meta's Cloud API as a process of its own, see example/simulators/meta. */
export interface MetaSimulator {
  readonly url: string;
  readonly app: MetaApp;
  /** Calls the control API. */
  control<T = unknown>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', action: string, body?: unknown): Promise<T>;
  state(): Promise<MetaState>;
  /** Asks the Graph API as the app's system user. */
  graph(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  stop(): Promise<void>;
}

export async function startMetaSimulator(app: MetaApp = META_APP): Promise<MetaSimulator> {
  const child = fork(resolve('example/simulators/meta/main.mjs'), [], {
    env: { ...process.env, META_APP: JSON.stringify(app), META_PORT: '0' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const url = await new Promise<string>((done, fail) => {
    child.once('message', (message) => done((message as { url: string }).url));
    child.once('exit', () => fail(new Error('the simulator of Meta did not start')));
  });
  const control = async <T>(method: string, action: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${url}/_control/${action}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${action}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  return {
    url,
    app,
    control,
    state: () => control<MetaState>('GET', 'state'),
    async graph(method, path, body) {
      const response = await fetch(`${url}/v26.0/${path}`, {
        method,
        headers: { authorization: `Bearer ${app.accessToken}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: await response.json() };
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
