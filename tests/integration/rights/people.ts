import type { ApiClient } from '../../support/api-client';

/** Everybody who may knock at a route. The order is the order of the walk: those who are refused come first. */
export const PEOPLE = [
  'anonymous',
  'visitor',
  'fullToken',
  'readOnlyToken',
  'customToken',
  'bystander',
  'exAgent',
  'otherAgent',
  'superAdmin',
  'superAdminToken',
  'manager',
  'agent',
] as const;
export type PersonName = (typeof PEOPLE)[number];
export type People = Record<PersonName, ApiClient>;

export const WHO: Record<PersonName, string> = {
  anonymous: 'nobody is logged in',
  visitor: 'logged in with users-permissions, with every right of its role that the plugin offers',
  fullToken: 'API token, full access',
  readOnlyToken: 'API token, read only',
  customToken: 'API token, custom',
  bystander: 'admin user without a permission of the plugin',
  exAgent: 'admin user with the inbox permission, authorised for account A until a moment ago',
  otherAgent: 'admin user with the inbox permission, authorised for account B only',
  superAdmin: 'super admin, authorised for no account',
  superAdminToken: 'admin API token of that super admin',
  manager: 'admin user who may manage accounts and nothing else',
  agent: 'admin user with the inbox permission, authorised for account A',
};

/** Who is authorised to read account A. */
export const READERS: PersonName[] = ['agent'];
