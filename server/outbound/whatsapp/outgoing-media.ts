import { openAsBlob } from 'node:fs';
import type { Knex } from 'knex';
import type { GraphClient } from '../../channels/whatsapp-cloud/graph/client';
import type { GraphResult } from '../../channels/whatsapp-cloud/graph/result';
import { ATTACHMENTS } from '../../conversations/tables';
import type { Database } from '../../database/database';
import type { FileStore } from '../../files/file-store';

/** Meta keeps what is uploaded for 30 days. Meta: business-phone-numbers/media. */
const KEPT_MS = 25 * 24 * 3600_000;

interface Row {
  id: number;
  name: string | null;
  type: string | null;
  file_key: string | null;
  remote_id: string | null;
  updated_at: Date | string | number;
}

export interface OutgoingMedia {
  /** Uploads the file of a message, once: a later try takes the same id. Null: the file is gone. */
  upload(
    client: GraphClient,
    messageId: string,
    signal: AbortSignal
  ): Promise<GraphResult<{ mediaId: string; fileName: string }> | null>;
  /** After a refusal that may be the uploaded file's: the next try uploads it anew. */
  forget(trx: Knex, messageId: string): Promise<void>;
}

export function createOutgoingMedia(database: Database, files: FileStore, now: () => number): OutgoingMedia {
  return {
    async upload(client, messageId, signal) {
      const row = (await database.knex(ATTACHMENTS).where({ message_document_id: messageId }).orderBy('id').first()) as
        Row | undefined;
      if (!row?.file_key) return null;
      const fileName = row.name ?? 'file';
      if (row.remote_id && now() - new Date(row.updated_at).getTime() < KEPT_MS)
        return { status: 'ok', data: { mediaId: row.remote_id, fileName } };
      const mimeType = row.type ?? 'application/octet-stream';
      // A path's blob is read as it is sent: a large file is never in memory.
      const blob = await openAsBlob(await files.localPath(row.file_key), { type: mimeType });
      const uploaded = await client.uploadMedia({ blob, mimeType, fileName }, signal);
      if (uploaded.status !== 'ok') return uploaded;
      const { mediaId } = uploaded.data;
      await database
        .knex(ATTACHMENTS)
        .where({ id: row.id })
        .update({ remote_id: mediaId, updated_at: new Date(now()) });
      return { status: 'ok', data: { mediaId, fileName } };
    },
    async forget(trx, messageId) {
      await trx(ATTACHMENTS).where({ message_document_id: messageId }).update({ remote_id: null });
    },
  };
}
