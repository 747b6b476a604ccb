import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { Knex } from 'knex';
import { invalid, notFound } from '../api/errors';
import type { SignaturePictureDto } from '../api/contracts/signatures';
import type { UploadedFile } from '../api/uploaded-files';
import type { AccountRepository } from '../accounts/repository';
import { SIGNATURES } from '../conversations/tables';
import { toNumber } from '../database/columns';
import type { Database } from '../database/database';
import { createDocumentId } from '../database/document-id';
import { TABLE } from '../database/models';
import { StorageFullError, type FileStore } from '../files/file-store';
import { displayableName } from '../files/uploads';
import type { MediaLibrary } from '../hosts/media-library';
import { pictureKind } from './picture-kind';
import type { Signature, SignaturePicture } from './signature';

/** It goes out with every mail. */
export const MAX_PICTURE_BYTES = 1024 * 1024;
const MAX_PICTURES = 100;
/** Twice the widest screen. A picture says by its head how much memory whoever opens the mail will need. */
const MAX_SIDE = 8000;
/** Uploaded, and the signature was never saved. */
const KEEP_UNUSED_MS = 24 * 3600_000;

interface Deps {
  database: Database;
  accounts: AccountRepository;
  files: FileStore;
  media: MediaLibrary;
  now: () => number;
}

interface PictureRow {
  id: number;
  document_id: string;
  account_document_id: string;
  name: string;
  type: string;
  size: unknown;
  width: number;
  height: number;
  file_key: string;
  uploaded_at: unknown;
}

/** Pictures of signatures are files of ours, so that no mail depends on an address that somebody may change. */
export interface SignaturePictures {
  upload(accountId: string, uploaded: UploadedFile[]): Promise<SignaturePictureDto[]>;
  /** Copies a picture of the host's media library. */
  choose(accountId: string, mediaId: number): Promise<SignaturePictureDto[]>;
  ofAccount(accountId: string, on?: Knex): Promise<SignaturePicture[]>;
  /** Those that the signature shows. */
  shownIn(signature: Pick<Signature, 'html' | 'accountId'>, on?: Knex): Promise<SignaturePicture[]>;
  toDto(picture: SignaturePicture): Promise<SignaturePictureDto>;
  /** Takes away what no signature of the account shows any more. Answers the keys of its files, to remove afterwards. */
  dropUnused(trx: Knex, accountId: string): Promise<string[]>;
}

export function createSignaturePictures({ database, accounts, files, media, now }: Deps): SignaturePictures {
  const rowsOf = async (on: Knex, accountId: string) =>
    (await on(TABLE.signaturePicture).where({ account_document_id: accountId }).orderBy('id')) as PictureRow[];

  async function add(accountId: string, name: string, bytes: Buffer): Promise<SignaturePictureDto> {
    const kind = pictureKind(bytes);
    if (!kind) throw invalid('not-a-picture', 'Choose a PNG, JPEG, GIF or WebP picture.', { name });
    if (Math.max(kind.width, kind.height) > MAX_SIDE) {
      throw invalid('picture-too-wide', `The picture is larger than ${MAX_SIDE} pixels on a side.`, { name });
    }
    const { key, size } = await put(bytes);
    const picture: SignaturePicture = {
      id: createDocumentId(),
      accountId,
      name: displayableName(name),
      ...kind,
      size,
      fileKey: key,
    };
    try {
      await insert(picture);
    } catch (error) {
      await files.remove(key);
      throw error;
    }
    return toDto(picture);
  }

  /** Under the account's lock: two uploads at once stay within the limit, and none outlives a removed account. */
  const insert = (picture: SignaturePicture) =>
    database.transaction(async (trx) => {
      if (!(await accounts.lock(trx, picture.accountId))) throw notFound('Account');
      if ((await rowsOf(trx, picture.accountId)).length >= MAX_PICTURES) {
        throw invalid('too-many-files', `At most ${MAX_PICTURES} pictures.`);
      }
      await trx(TABLE.signaturePicture).insert({
        document_id: picture.id,
        account_document_id: picture.accountId,
        name: picture.name,
        type: picture.type,
        size: picture.size,
        width: picture.width,
        height: picture.height,
        file_key: picture.fileKey,
        uploaded_at: now(),
      });
    });

  async function put(bytes: Buffer) {
    try {
      return await files.put(bytes);
    } catch (error) {
      if (error instanceof StorageFullError)
        throw invalid('storage-full', 'There is no room left on this host for files.');
      throw error;
    }
  }

  async function existing(accountId: string): Promise<void> {
    if (!(await accounts.find(accountId))) throw notFound('Account');
  }

  const toDto = async ({ fileKey, accountId: _account, ...picture }: SignaturePicture) => ({
    ...picture,
    dataUrl: `data:${picture.type};base64,${(await buffer(await files.open(fileKey))).toString('base64')}`,
  });

  return {
    toDto,
    async upload(accountId, uploaded) {
      await existing(accountId);
      if (uploaded.length === 0) throw invalid('no-file', "Send the files in the multipart field 'files'.");
      const large = uploaded.find(({ size }) => size > MAX_PICTURE_BYTES);
      if (large) throw tooLarge(large.name);
      const added: SignaturePictureDto[] = [];
      for (const file of uploaded) added.push(await add(accountId, file.name, await readFile(file.path)));
      return added;
    },
    async choose(accountId, mediaId) {
      await existing(accountId);
      const file = await media.read(mediaId, MAX_PICTURE_BYTES);
      if (file === null) throw notFound('File');
      if (file === 'too-large') throw tooLarge('');
      return [await add(accountId, file.name, file.bytes)];
    },
    async ofAccount(accountId, on = database.knex) {
      return (await rowsOf(on, accountId)).map(toPicture);
    },
    async shownIn({ html, accountId }, on = database.knex) {
      return (await rowsOf(on, accountId)).filter((row) => shows(html, row)).map(toPicture);
    },
    async dropUnused(trx, accountId) {
      const htmls = (await trx(SIGNATURES).where({ account_document_id: accountId }).pluck('html')) as (
        string | null
      )[];
      const unused = (await rowsOf(trx, accountId)).filter(
        (row) =>
          toNumber(row.uploaded_at) < now() - KEEP_UNUSED_MS && !htmls.some((html) => html !== null && shows(html, row))
      );
      const ids = unused.map(({ id }) => id);
      if (ids.length > 0) await trx(TABLE.signaturePicture).whereIn('id', ids).delete();
      return unused.map((row) => row.file_key);
    },
  };
}

const shows = (html: string, row: PictureRow) => html.includes(`data-content-id="${row.document_id}"`);

const tooLarge = (name: string) =>
  invalid('picture-too-large', `A picture of a signature has at most ${MAX_PICTURE_BYTES / 1024} KB.`, { name });

const toPicture = (row: PictureRow): SignaturePicture => ({
  id: row.document_id,
  accountId: row.account_document_id,
  name: row.name,
  type: row.type,
  size: toNumber(row.size),
  width: row.width,
  height: row.height,
  fileKey: row.file_key,
});
