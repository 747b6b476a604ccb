import type { ApiClient } from '../../support/api-client';

/** Everybody who may knock at a route. The order is the order of the walk: those who are refused come first. */
export const PEOPLE = [
  'anonymous',
  'visitor',
  'fullToken',
  'readOnlyToken',
  'customToken',
  'narrowToken',
  'otherToken',
  'readingToken',
  'writingReadOnlyToken',
  'writingToken',
  'writingClerk',
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
  visitor: 'logged in with users-permissions, with every action of the plugin, let in by no account',
  fullToken: 'API token, full access, let in by no account',
  readOnlyToken: 'API token, read only, let in by no account',
  customToken: 'API token, custom, without an action of the plugin',
  narrowToken: 'API token, custom, with the action that lists conversations, let in by account A to write',
  otherToken: 'API token, full access, let in by account B to write',
  readingToken: 'API token, full access, let in by account A to read',
  writingReadOnlyToken: 'API token, read only, let in by account A to write',
  writingToken: 'API token, full access, let in by account A to write',
  writingClerk: 'user of a users-permissions role with every action, let in by account A to write',
  bystander: 'admin user without a permission of the plugin',
  exAgent: 'admin user with the inbox permission, authorised for account A until a moment ago',
  otherAgent: 'admin user with the inbox permission, authorised for account B only',
  superAdmin: 'super admin, authorised for no account',
  superAdminToken: 'admin API token of that super admin',
  manager: 'admin user who may manage accounts and nothing else',
  agent: 'admin user with the inbox permission, authorised for account A',
};

/** Who is authorised to read account A. */
export const READERS: PersonName[] = [
  'agent',
  'narrowToken',
  'readingToken',
  'writingReadOnlyToken',
  'writingToken',
  'writingClerk',
];
