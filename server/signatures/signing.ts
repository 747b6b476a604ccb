import type { Account } from '../accounts/account';
import type { AccountRepository } from '../accounts/repository';
import { invalid, notFound } from '../api/errors';
import type { MySignaturesDto } from '../api/contracts/signatures';
import type { Attachment } from '../conversations/attachment-repository';
import type { Database } from '../database/database';
import { createDocumentId } from '../database/document-id';
import type { FileStore } from '../files/file-store';
import { visibleConversation, type Access, type Scope } from '../security/scope';
import { chooseSignature } from './choose-signature';
import type { PersonValues } from './person-values';
import type { SignaturePictures } from './pictures';
import type { SignatureRendering } from './rendering';
import type { SignatureRepository } from './repository';
import type { SignatureToWrite } from './sign-mail';
import type { Signature } from './signature';

interface Deps {
  database: Database;
  accounts: AccountRepository;
  signatures: SignatureRepository;
  pictures: SignaturePictures;
  rendering: SignatureRendering;
  valuesOf: PersonValues;
  files: FileStore;
}

/** A signature on its way into a mail, with its pictures as parts of that mail. */
export interface OutgoingSignature {
  write: SignatureToWrite;
  partsFor(messageId: string, conversationId: string): Attachment[];
}

/** Which signature a person sends with. Asked for each mail: what counts is who writes, from which account. */
export interface Signing {
  mine(scope: Scope, accountId: string): Promise<MySignaturesDto>;
  /** `wanted`: an id, `none`, or undefined for the person's default. */
  forMessage(access: Access, conversationId: string, wanted: string | undefined): Promise<OutgoingSignature | null>;
  /** For the first mail of a conversation. */
  forAccount(access: Access, account: Account, wanted: string | undefined): Promise<OutgoingSignature | null>;
}

export function createSigning(deps: Deps): Signing {
  const { database, accounts, signatures, pictures, rendering, valuesOf, files } = deps;

  async function choice({ person }: Access, account: Account) {
    // The host's own code is nobody in particular: it gets what everybody on the account gets.
    const personId = person?.id ?? 0;
    const { default: standard, usable } = chooseSignature(
      await signatures.forPerson(account.id, personId),
      account.id,
      personId
    );
    return { standard, usable: account.signatureChoice ? usable : standard ? [standard] : [] };
  }

  async function toSend(scope: Access, account: Account, wanted: string | undefined): Promise<Signature | null> {
    const { standard, usable } = await choice(scope, account);
    if (wanted === undefined) return standard;
    if (wanted === 'none') {
      if (standard && !account.signatureChoice)
        throw invalid('signature-required', 'Mail from this account goes out with its signature.');
      return null;
    }
    const chosen = usable.find(({ id }) => id === wanted);
    if (!chosen) throw invalid('signature-not-allowed', 'This signature cannot be used here. Choose another one.');
    return chosen;
  }

  async function outgoing(access: Access, account: Account, signature: Signature): Promise<OutgoingSignature> {
    const domain = account.address.slice(account.address.indexOf('@') + 1);
    const parts = await Promise.all(
      (await pictures.shownIn(signature)).map(async ({ id, fileKey, name, type }) => ({
        id,
        name,
        type,
        contentId: `${id}@${domain}`,
        // A file of its own: the mail keeps its picture whatever becomes of the signature.
        file: await files.duplicate(fileKey),
      }))
    );
    return {
      write: {
        id: signature.id,
        html: signature.html,
        values: await valuesOf(access.person ?? access.principal, account),
        pictures: Object.fromEntries(parts.map(({ id, contentId }) => [id, contentId])),
      },
      partsFor: (messageId, inConversation) =>
        parts.map(({ name, type, contentId, file }, index) => ({
          id: createDocumentId(),
          accountId: account.id,
          conversationId: inConversation,
          messageId,
          // Behind what the person attached.
          position: 1000 + index,
          name,
          type,
          size: file.size,
          inline: true,
          contentId,
          state: 'stored',
          reason: null,
          fileKey: file.key,
          uploadedBy: null,
        })),
    };
  }

  async function forAccount(access: Access, account: Account, wanted: string | undefined) {
    const signature = await toSend(access, account, wanted);
    return signature && outgoing(access, account, signature);
  }

  return {
    forAccount,
    async mine(scope, accountId) {
      const account = scope.accountIds.includes(accountId) ? await accounts.find(accountId) : null;
      if (!account) throw notFound('Account');
      const { standard, usable } = await choice(scope, account);
      return {
        defaultId: standard?.id ?? null,
        mayChoose: account.signatureChoice,
        signatures: await Promise.all(
          usable.map(async (signature) => ({
            id: signature.id,
            name: signature.name,
            ...(await rendering.show(scope.person, account, signature)),
          }))
        ),
      };
    },

    async forMessage(access, conversationId, wanted) {
      const conversation = await visibleConversation(database, access, conversationId);
      const account = conversation && (await accounts.find(conversation.accountId));
      if (!account) throw notFound('Conversation');
      return forAccount(access, account, wanted);
    },
  };
}
