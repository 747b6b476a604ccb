import type { CreateMailAccount, ServerSettings, UpdateMailAccount } from '../../api/contracts/accounts';
import { invalid } from '../../api/errors';
import { SECRET } from '../../channels/directory';
import type { ImapSettings } from '../../channels/imap/settings';
import { toInstantOrNull } from '../../database/columns';
import type { MailAccount } from '../account';
import { chooseFolders, chosenPaths, sameChoice } from '../folder-choice';
import type { AccountKindRules } from './account-kind';

export const mailKind: AccountKindRules<CreateMailAccount, UpdateMailAccount, MailAccount> = {
  toNew: ({ imap, smtp, username, importDays, folders, ...input }, now) => ({
    kind: 'imap',
    name: input.name || input.address,
    address: input.address,
    senderName: input.senderName,
    companyName: input.companyName,
    signatureChoice: input.signatureChoice,
    undoSeconds: input.undoSeconds,
    settings: { imap, smtp, username, importDays, folders: chooseFolders([], folders ?? [], now) },
  }),

  secretsOf: ({ password }) => mailSecrets(password),

  change(account, { password, ...input }, now) {
    const before = account.settings;
    const settings: ImapSettings = {
      imap: input.imap ?? before.imap,
      smtp: input.smtp ?? before.smtp,
      username: input.username ?? before.username,
      importDays: input.importDays ?? before.importDays,
      folders: chooseFolders(before.folders ?? [], input.folders ?? chosenPaths(before), now),
    };
    const elsewhere =
      differs(before.imap, settings.imap) ||
      differs(before.smtp, settings.smtp) ||
      before.username !== settings.username;
    // Otherwise whoever may manage accounts could have the stored password sent to a server of his own.
    if (elsewhere && !password) {
      throw invalid(
        'password-required',
        'Enter the password again: the server, port, security or user name has changed.',
        {
          errors: [{ path: ['password'], message: 'is needed because the connection changes' }],
        }
      );
    }
    const relogs = elsewhere || Boolean(password);
    return {
      change: {
        name: input.name === '' ? (input.address ?? account.address) : input.name,
        address: input.address,
        senderName: input.senderName,
        companyName: input.companyName,
        signatureChoice: input.signatureChoice,
        undoSeconds: input.undoSeconds,
        settings,
      },
      secrets: password ? mailSecrets(password) : {},
      relogs,
      reconnects: relogs || !sameChoice(before, settings),
      before: {
        name: account.name,
        address: account.address,
        senderName: account.senderName,
        companyName: account.companyName,
        signatureChoice: account.signatureChoice,
        undoSeconds: account.undoSeconds,
        ...before,
        folders: chosenPaths(before),
      },
    };
  },

  describe: ({ settings, passwordUpdatedAt }, { hasSecret }) => ({
    kind: 'imap',
    imap: settings.imap,
    smtp: settings.smtp,
    username: settings.username,
    hasPassword: hasSecret(SECRET.imap.password),
    passwordUpdatedAt: toInstantOrNull(passwordUpdatedAt),
    importDays: settings.importDays,
    folders: chosenPaths(settings),
  }),
};

const mailSecrets = (password: string): Record<string, string> => ({ [SECRET.imap.password]: password });

const differs = (a: ServerSettings, b: ServerSettings) =>
  a.host !== b.host || a.port !== b.port || a.security !== b.security;
