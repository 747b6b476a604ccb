import { createApiClient, dataOf, type ApiClient } from './api-client';

export const PASSWORD = 'Prueba-2026-segura';
const OWNER = { firstname: 'Olga', lastname: 'Owner', email: 'owner@example.test', password: PASSWORD };

export interface AdminPerson {
  id: number;
  email: string;
  /** Of the session, for another process over the same data. */
  token: string;
  api: ApiClient;
}

/** Makes people, roles and tokens the way the admin panel does: over HTTP, so it works with any host process. */
export interface Administration {
  /** The first super admin. */
  owner: AdminPerson;
  role(name: string, actions: string[]): Promise<number>;
  setRoles(userId: number, roleIds: number[]): Promise<void>;
  person(email: string, roleIds: number[]): Promise<AdminPerson>;
  login(email: string): Promise<AdminPerson>;
  superAdminRole(): Promise<number>;
  /** A token of the content API. `permissions` only for `custom`. */
  apiToken(type: 'full-access' | 'read-only' | 'custom', permissions?: string[]): Promise<ApiClient>;
  /** A token of the admin API that acts as the owner, with these permissions. */
  adminToken(actions: string[]): Promise<ApiClient>;
}

/** Registers the first super admin, or logs in where there is one (the same data, another process). */
export async function administrate(url: string): Promise<Administration> {
  const anonymous = createApiClient(url);
  const registered = await anonymous.post('/admin/register-admin', OWNER);
  const owner = registered.status === 200 ? loggedIn(registered) : await login(OWNER.email);
  let tokens = 0;

  function loggedIn(answer: Awaited<ReturnType<ApiClient['post']>>): AdminPerson {
    const { token, user } = dataOf<{ token: string; user: { id: number; email: string } }>(answer);
    return { id: user.id, email: user.email, token, api: createApiClient(url, token) };
  }

  async function login(email: string): Promise<AdminPerson> {
    return loggedIn(await anonymous.post('/admin/login', { email, password: PASSWORD }));
  }

  return {
    owner,
    login,
    async role(name, actions) {
      const role = dataOf<{ id: number }>(await owner.api.post('/admin/roles', { name, description: name }));
      const permissions = actions.map(permission);
      dataOf(await owner.api.put(`/admin/roles/${role.id}/permissions`, { permissions }));
      return role.id;
    },
    async setRoles(userId, roles) {
      dataOf(await owner.api.put(`/admin/users/${userId}`, { roles }));
    },
    async person(email, roles) {
      const [firstname = 'Someone'] = email.split('@');
      const invited = dataOf<{ registrationToken: string }>(
        await owner.api.post('/admin/users', { firstname, lastname: 'Test', email, roles })
      );
      const userInfo = { firstname, lastname: 'Test', password: PASSWORD };
      return loggedIn(
        await anonymous.post('/admin/register', { registrationToken: invited.registrationToken, userInfo })
      );
    },
    async superAdminRole() {
      const roles = dataOf<{ id: number; code: string }[]>(await owner.api.get('/admin/roles'));
      const role = roles.find(({ code }) => code === 'strapi-super-admin');
      if (!role) throw new Error('this host has no super admin role');
      return role.id;
    },
    async apiToken(type, permissions) {
      tokens += 1;
      const body = {
        name: `token ${type} ${tokens}`,
        description: '',
        type,
        lifespan: null,
        permissions: permissions ?? null,
      };
      const { accessKey } = dataOf<{ accessKey: string }>(await owner.api.post('/admin/api-tokens', body));
      return createApiClient(url, accessKey);
    },
    async adminToken(actions) {
      tokens += 1;
      const adminPermissions = actions.map(permission);
      const body = { name: `admin token ${tokens}`, description: '', lifespan: null, adminPermissions };
      const { accessKey } = dataOf<{ accessKey: string }>(await owner.api.post('/admin/admin-tokens', body));
      return createApiClient(url, accessKey);
    },
  };
}

const permission = (action: string) => ({ action, subject: null, properties: {}, conditions: [] });
