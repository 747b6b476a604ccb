import type { Account } from '../accounts/account';
import type { AdminUsers } from '../hosts/admin-users';
import type { Person, Principal } from '../security/scope';
import type { Profiles } from './profiles';
import type { VariableValues } from './variables';

export type PersonValues = (
  writer: Person | Principal,
  account: Pick<Account, 'companyName'>
) => Promise<VariableValues>;

/**
 * What the variables of a signature stand for when this person writes from this account. The host's own code has a name
 * and nothing else.
 */
export function createPersonValues(users: AdminUsers, profiles: Profiles, companyName = ''): PersonValues {
  return async (person, account) => {
    const company_name = account.companyName || companyName;
    if ('kind' in person) {
      return { user_name: person.name, user_email: '', user_phone: '', user_job_title: '', company_name };
    }
    const user = (await users.find([person.id])).get(person.id);
    const { phone, jobTitle } = await profiles.of(person.id);
    return {
      user_name: user?.name ?? person.name,
      user_email: user?.email ?? '',
      user_phone: phone,
      user_job_title: jobTitle,
      company_name,
    };
  };
}
