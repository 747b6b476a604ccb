import type { ConversationsConfig } from '../../config/schema';
import { createOpenSession } from '../accounts/open-session';
import { createSupervisor } from '../accounts/supervisor';
import { createPreparer } from '../inbound/prepare';
import { createProcessJournal } from '../inbound/process';
import { processByKind } from '../inbound/process-by-kind';
import { createStoreBatch } from '../inbound/store-batch';
import { PROCESS, processJob } from '../inbound/topics';
import { createWhatsAppInbound } from '../inbound/whatsapp';
import { FETCH_MEDIA } from '../inbound/whatsapp/media-topic';
import type { Base } from './base';

/** Everything between an account at its provider and a stored message. */
export function createIncoming(base: Base, config: ConversationsConfig) {
  const { database, accounts, files, queue, runner, journal } = base;
  const { maxMailBytes, maxFileBytes, maxFiles } = config.attachments;
  const whatsApp = createWhatsAppInbound({ ...base, maxFileBytes });
  runner.handle(FETCH_MEDIA, whatsApp.fetchMedia);
  runner.handle(
    PROCESS,
    processByKind(accounts, {
      mail: createProcessJournal({
        ...base,
        preparer: createPreparer({ pool: base.pool, files, limits: { maxMailBytes, maxFileBytes, maxFiles } }),
        storeBatch: createStoreBatch({ ...base, journal, threadSecret: base.installSecret }),
      }),
      whatsApp: whatsApp.process,
    }),
    // A try counts too where the process died in it: what waits must not wait minutes for a first failure after that.
    { longestRetryMs: 15_000 }
  );
  const supervisor = createSupervisor({
    ...base,
    openSession: createOpenSession(base),
    async onOwned(account) {
      // Journal rows of a process that died between its commit and its ring.
      await database.transaction((trx) => queue.enqueue(trx, processJob(account.id)));
      queue.ring();
    },
  });
  return { supervisor, whatsAppDoor: whatsApp.door };
}
