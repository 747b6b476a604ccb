import { DemoError } from '../failure.mjs';
import { createHttp } from './http.mjs';

/** The admin API as one of the demo's people, logged in through the front door. */
export async function logIn(facts, select, signal) {
  const user = facts.users.find(select);
  const base = new URL(facts.adminUrl).origin;
  const { data } = await createHttp(base, signal).post('/admin/login', { email: user.email, password: user.password });
  if (!data?.token) throw new DemoError(`${user.email} could not log in.`);
  return createHttp(base, signal, { authorization: `Bearer ${data.token}` });
}
