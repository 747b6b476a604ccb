import { HOST_OPERATIONS } from '../../server/api/contracts/host-operations';
import type { Administration } from './admin-client';
import { PASSWORD } from './admin-client';
import { createApiClient, dataOf, type ApiClient } from './api-client';

/** Every action of the plugin's content API, as tokens and roles name them. */
export const HOST_ACTIONS: string[] = HOST_OPERATIONS.map(({ handler }) => `plugin::conversations.${handler}`);

export interface HostCaller {
  /** Of the token, or of the role. */
  id: number;
  name: string;
  api: ApiClient;
  /** What goes into the Authorization header. */
  secret: string;
}

/** Makes API tokens and users of users-permissions, the way the admin panel and a visitor do. */
export interface HostCallers {
  token(name: string, type: 'full-access' | 'read-only' | 'custom', actions?: string[]): Promise<HostCaller>;
  /** A new role with these actions, and one user who has it. */
  roleWithUser(name: string, actions: string[]): Promise<HostCaller>;
}

interface Role {
  id: number;
  name: string;
  type: string;
}

export function hostCallers(url: string, { owner }: Administration): HostCallers {
  return {
    async token(name, type, actions) {
      const body = { name, description: '', type, lifespan: null, permissions: actions ?? null };
      const { id, accessKey } = dataOf<{ id: number; accessKey: string }>(
        await owner.api.post('/admin/api-tokens', body)
      );
      return { id, name, api: createApiClient(url, accessKey), secret: accessKey };
    },
    async roleWithUser(name, actions) {
      const made = await owner.api.post('/users-permissions/roles', {
        name,
        description: name,
        permissions: permissionTree(actions),
      });
      if (made.status !== 200) throw new Error(`status ${made.status}: ${made.text}`);
      const { roles } = (await owner.api.get('/users-permissions/roles')).body as { roles: Role[] };
      const role = roles.find((candidate) => candidate.name === name);
      if (!role) throw new Error(`the role '${name}' was not made`);
      // Who registers gets the default role: the shortest way to a user of this one.
      const { settings } = (await owner.api.get('/users-permissions/advanced')).body as {
        settings: Record<string, unknown>;
      };
      await owner.api.put('/users-permissions/advanced', { ...settings, default_role: role.type });
      const secret = await register(url, name);
      await owner.api.put('/users-permissions/advanced', settings);
      return { id: role.id, name, api: createApiClient(url, secret), secret };
    },
  };
}

async function register(url: string, name: string): Promise<string> {
  const email = `${name.toLowerCase().replace(/\W+/g, '-')}@site.test`;
  const answer = await createApiClient(url).post('/api/auth/local/register', {
    username: email,
    email,
    password: PASSWORD,
  });
  const { jwt } = answer.body as { jwt?: string };
  if (!jwt) throw new Error(`status ${answer.status}: ${answer.text}`);
  return jwt;
}

function permissionTree(actions: string[]): Record<string, unknown> {
  const tree: Record<string, { controllers: Record<string, Record<string, { enabled: boolean; policy: string }>> }> =
    {};
  for (const uid of actions) {
    const [owner = '', controller = '', action = ''] = uid.split('.');
    const { controllers } = (tree[owner] ??= { controllers: {} });
    (controllers[controller] ??= {})[action] = { enabled: true, policy: '' };
  }
  return tree;
}
