import { createApiClient, dataOf, type ApiClient } from '../../support/api-client';
import { personOf, type DemoFacts, type Person } from './demo';

/** The admin API as one of the demo's people, for what a test only needs to be there. */
export async function apiOf(facts: DemoFacts, person: Person): Promise<ApiClient> {
  const { origin } = new URL(facts.adminUrl);
  const { email, password } = person;
  const { token } = dataOf<{ token: string }>(await createApiClient(origin).post('/admin/login', { email, password }));
  return createApiClient(origin, token);
}

interface Candidate {
  id: number;
  email: string;
}

/** Connects the company's mailbox as the manager, for the given people. Answers the account and the manager's API. */
/** Tests that are not about it send at once. */
export async function connectMailbox(facts: DemoFacts, people: Person[], name = 'Ventas', undoSeconds = 0) {
  const manager = await apiOf(facts, personOf(facts, 'gerencia'));
  const candidates = dataOf<Candidate[]>(await manager.get('/conversations/candidates'));
  const idOf = (person: Person): number => {
    const found = candidates.find(({ email }) => email === person.email);
    if (!found) throw new Error(`${person.email} cannot be authorised`);
    return found.id;
  };
  const server = ({ host, port, security }: DemoFacts['imap']) => ({ host, port, security });
  const account = dataOf<{ id: string }>(
    await manager.post('/conversations/accounts', {
      kind: 'imap',
      name,
      address: facts.imap.user,
      senderName: 'Recambios Levante',
      imap: server(facts.imap),
      smtp: server(facts.smtp),
      username: facts.imap.user,
      password: facts.imap.password,
      importDays: 30,
      undoSeconds,
      authorisedUserIds: people.map(idOf),
    })
  );
  return {
    id: account.id,
    manager,
    idOf,
    authorise: async (authorised: Person[]) =>
      dataOf(
        await manager.put(`/conversations/accounts/${account.id}/authorised-users`, { userIds: authorised.map(idOf) })
      ),
  };
}
