import { isWhatsAppAccount, needsPerson } from '../../accounts/account';
import type { AccountRepository } from '../../accounts/repository';
import type { ChannelDirectory } from '../../channels/directory';
import { crashPoint } from '../../crash-points';
import type { Attachment, AttachmentRepository } from '../../conversations/attachment-repository';
import { ATTACHMENTS } from '../../conversations/tables';
import type { Database } from '../../database/database';
import type { FileStore } from '../../files/file-store';
import { Postpone, type Job } from '../../jobs/types';
import type { ChangeLog } from '../../realtime/change-log';

/** Meta keeps what people send for seven days. */
const KEPT_MS = 7 * 24 * 3600_000;
const DOWNLOAD_MS = 10 * 60_000;
const WAIT_MS = [2_000, 10_000, 60_000, 5 * 60_000, 30 * 60_000];

interface Deps {
  database: Database;
  accounts: AccountRepository;
  channels: ChannelDirectory;
  attachments: AttachmentRepository;
  files: FileStore;
  changes: ChangeLog;
  maxFileBytes: number;
  now: () => number;
}

/** Brings the file of a message. The message is there before it, and stays when it cannot be had. */
export function createFetchMedia(deps: Deps) {
  const { database, accounts, channels, attachments, files, changes, maxFileBytes, now } = deps;

  return async function fetchMedia(job: Job, signal: AbortSignal): Promise<void> {
    const attachment = await attachments.find(String(job.payload.attachmentId));
    if (attachment?.state !== 'pending' || !attachment.remoteId) return;
    const account = await accounts.find(attachment.accountId);
    if (!account || !isWhatsAppAccount(account)) return;
    if (now() - (await knownSince(attachment)) > KEPT_MS) return settle(attachment, { reason: 'expired' });
    // Someone has to give us a token that works first.
    if (needsPerson(account)) throw new Postpone(now() + 60_000);
    const { channel, connection } = await channels.whatsApp(account);
    const request = { mediaId: attachment.remoteId, maxBytes: maxFileBytes, deadlineMs: DOWNLOAD_MS };
    const media = await channel.client(connection).downloadMedia(request, signal);
    switch (media.status) {
      case 'ok': {
        const stored = await files.put(media.stream).catch((error: unknown) => {
          if (signal.aborted) throw error;
          // Broken off on its way: from the first step again, since the address may have run out.
          throw new Postpone(now() + wait(job));
        });
        crashPoint('media.after-file');
        return settle(attachment, { ...stored, type: media.mimeType });
      }
      case 'too-large':
        return settle(attachment, { reason: 'too-large' });
      case 'rejected':
        return settle(attachment, { reason: 'not-obtainable' });
      case 'later':
        throw new Postpone(now() + wait(job));
    }
  };

  /** When its webhook came: the message may be from a history of months, and its media are new all the same. */
  async function knownSince({ id }: Attachment): Promise<number> {
    const row = (await database.knex(ATTACHMENTS).where({ document_id: id }).select('created_at').first()) as
      { created_at: string | number | Date } | undefined;
    return new Date(row?.created_at ?? 0).getTime();
  }

  async function settle(
    attachment: Attachment,
    end: { key: string; size: number; type: string | null } | { reason: string }
  ): Promise<void> {
    const kept = await database.transaction(async (trx) => {
      const columns =
        'reason' in end
          ? { state: 'placeholder', reason: end.reason }
          : {
              state: 'stored',
              file_key: end.key,
              size: end.size,
              ...(end.type ? { type: (end.type.split(';')[0] ?? '').trim().toLowerCase().slice(0, 255) } : {}),
            };
      // Deleted meanwhile, or fetched by another process: the file is nobody's.
      const changed = await trx(ATTACHMENTS).where({ document_id: attachment.id, state: 'pending' }).update(columns);
      if (changed > 0) await changes.note(trx, attachment.accountId, [attachment.conversationId], now());
      return changed > 0;
    });
    if (!kept && 'key' in end) await files.remove(end.key);
  }
}

const wait = ({ attempts }: Job): number => WAIT_MS[Math.min(attempts, WAIT_MS.length) - 1] ?? 60_000;
