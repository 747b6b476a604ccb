import { createReadStream } from 'node:fs';
import { invalid, notFound } from '../api/errors';
import type { UploadDto } from '../api/contracts/inbox';
import type { UploadedFile } from '../api/uploaded-files';
import type { AttachmentRepository } from '../conversations/attachment-repository';
import { clip } from '../database/columns';
import type { Database } from '../database/database';
import { createDocumentId } from '../database/document-id';
import { mayWrite, visibleConversation, type Scope } from '../security/scope';
import { StorageFullError, type FileStore } from './file-store';

interface Deps {
  database: Database;
  files: FileStore;
  attachments: AttachmentRepository;
  maxFileBytes: number;
  maxFiles: number;
  now: () => number;
}

/** In place of a conversation, while the first mail of one is being written. */
export const UPLOADED_FOR_START = 'start';

interface Place {
  accountId: string;
  conversationId: string;
}

/** Files that a person adds to an answer: in the private store at once, of this conversation and person only. */
export function createUploads({ database, files, attachments, maxFileBytes, maxFiles, now }: Deps) {
  return {
    async add(scope: Scope, conversationId: string, uploaded: UploadedFile[]): Promise<UploadDto[]> {
      const conversation = await visibleConversation(database, scope, conversationId);
      if (!conversation) throw notFound('Conversation');
      return keep(scope, { accountId: conversation.accountId, conversationId: conversation.id }, uploaded);
    },

    /** For the first mail of a conversation that is still to begin. */
    async addForStart(scope: Scope, accountId: string, uploaded: UploadedFile[]): Promise<UploadDto[]> {
      if (!mayWrite(scope, accountId)) throw notFound('Account');
      return keep(scope, { accountId, conversationId: UPLOADED_FOR_START }, uploaded);
    },
  };

  async function keep(scope: Scope, place: Place, uploaded: UploadedFile[]): Promise<UploadDto[]> {
    if (uploaded.length === 0) throw invalid('no-file', "Send the files in the multipart field 'files'.");
    if (uploaded.length > maxFiles) throw invalid('too-many-files', `At most ${maxFiles} files.`);
    const large = uploaded.find((file) => file.size > maxFileBytes);
    if (large) {
      throw invalid('file-too-large', `${large.name} is larger than ${Math.floor(maxFileBytes / 1024 / 1024)} MB.`, {
        name: large.name,
      });
    }
    const added: UploadDto[] = [];
    for (const file of uploaded) {
      const { key, size } = await put(file);
      const id = createDocumentId();
      const name = displayableName(file.name);
      const type = /^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? clip(file.type.toLowerCase()) : 'application/octet-stream';
      await attachments.insert(
        database.knex,
        [
          {
            id,
            ...place,
            messageId: null,
            position: 0,
            name,
            type,
            size,
            inline: false,
            contentId: null,
            state: 'stored',
            reason: null,
            fileKey: key,
            uploadedBy: scope.person.id,
          },
        ],
        now()
      );
      added.push({ id, name, type, size });
    }
    return added;
  }

  async function put(file: UploadedFile) {
    try {
      return await files.put(createReadStream(file.path));
    } catch (error) {
      if (error instanceof StorageFullError)
        throw invalid('storage-full', 'There is no room left on this host for files.');
      throw error;
    }
  }
}

const MAX_NAME = 200;

/** No path, no control characters, no direction overrides: this name goes into a mail header. A long one keeps its ending. */
export function displayableName(name: string): string {
  const plain =
    (name.split(/[/\\]/).pop() ?? '')
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff<>"]/g, '')
      .trim() || 'file';
  const ending = /\.\w{1,10}$/.exec(plain)?.[0] ?? '';
  return clip(plain.slice(0, plain.length - ending.length), MAX_NAME - ending.length) + ending;
}
