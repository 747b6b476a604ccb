import type { TestMailConnection } from '../api/contracts/accounts';
import type { FolderListDto } from '../api/contracts/folders';
import { notFound } from '../api/errors';
import type { AnyMailChannel, AnyMailConnection, ChannelDirectory } from '../channels/directory';
import type { RateLimit } from '../security/rate-limit';
import type { Person } from '../security/scope';
import { isMailAccount } from './account';
import { createConnectionAllowance } from './connection-allowance';
import type { AccountRepository } from './repository';
import { describeTrouble, Trouble } from './trouble';
import { unsavedMailConnection } from './unsaved-connection';

const DEADLINE_MS = 45_000;

interface Deps {
  accounts: AccountRepository;
  channels: ChannelDirectory;
  limits: RateLimit;
}

/** Asks a server for the folders of a mailbox, for somebody who chooses which to follow. */
export interface FolderList {
  unsaved(by: Person, input: TestMailConnection): Promise<FolderListDto>;
  saved(by: Person, accountId: string): Promise<FolderListDto>;
}

export function createFolderList({ accounts, channels, limits }: Deps): FolderList {
  const spend = createConnectionAllowance(limits);
  const ask = async (
    prepare: () => Promise<{ channel: AnyMailChannel; connection: AnyMailConnection }>
  ): Promise<FolderListDto> => {
    try {
      const { channel, connection } = await prepare();
      return { folders: await channel.listFolders(connection, AbortSignal.timeout(DEADLINE_MS)), trouble: null };
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      const { message, action } = describeTrouble(error.code);
      return { folders: null, trouble: { code: error.code, message, action } };
    }
  };

  return {
    async unsaved(by, input) {
      await spend(by);
      return ask(() => Promise.resolve({ channel: channels.channels.imap, connection: unsavedMailConnection(input) }));
    },
    async saved(by, accountId) {
      const account = await accounts.find(accountId);
      if (!account || !isMailAccount(account)) throw notFound('Account');
      await spend(by);
      return ask(() => channels.mail(account));
    },
  };
}
