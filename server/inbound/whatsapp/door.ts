import type { AccountRepository } from '../../accounts/repository';
import { answerHandshake } from '../../channels/whatsapp-cloud/webhook/handshake';
import { readWebhook } from '../../channels/whatsapp-cloud/webhook/read-webhook';
import { verifySignature } from '../../channels/whatsapp-cloud/webhook/signature';
import { verifyTokenOf } from '../../channels/whatsapp-cloud/webhook-address';
import type { WhatsAppAccount } from '../../accounts/account';
import type { Database } from '../../database/database';
import type { Logger } from '../../hosts/logger';
import type { AppSecrets } from './app-secrets';
import type { JournalWebhook } from './journal-webhook';
import { routeItems } from './route-items';

/** How often an account's row is written to say that events come in. */
const SEEN_EVERY_MS = 10_000;
/** A stranger who knocks all day must not fill the log. */
const TELL_EVERY_MS = 10_000;

export type Received = 'accepted' | 'unknown-app' | 'not-signed';

/** Where Meta's requests come in. Nothing is read of a body before its signature is right, and nothing of it is logged. */
export interface WebhookDoor {
  /** The challenge to answer, or null for a request that is to be refused. */
  handshake(appId: string, query: Record<string, unknown>): Promise<string | null>;
  /** Resolves once everything is journalled. */
  receive(appId: string, raw: Buffer, signature: unknown): Promise<Received>;
}

interface Deps {
  database: Database;
  accounts: AccountRepository;
  appSecrets: AppSecrets;
  journal: JournalWebhook;
  installSecret: () => Promise<Buffer>;
  logger: Logger;
  now: () => number;
}

export function createWebhookDoor({
  database,
  accounts,
  appSecrets,
  journal,
  installSecret,
  logger,
  now,
}: Deps): WebhookDoor {
  const seen = new Map<string, number>();
  let toldAt = -Infinity;
  let untold = 0;

  /** The settings may have changed meanwhile: only what Meta was seen to do is written, on the row as it is now. */
  const remember = (id: string, what: 'handshakeAt' | 'lastEventAt') =>
    database.transaction(async (trx) => {
      const account = await accounts.lock(trx, id);
      if (account?.kind !== 'whatsapp-cloud') return;
      await accounts.update(trx, id, { provider: { ...account.provider, [what]: now() } }, now());
    });

  async function noteEvents(own: WhatsAppAccount[]): Promise<void> {
    for (const { id } of own) {
      if (now() - (seen.get(id) ?? -Infinity) < SEEN_EVERY_MS) continue;
      seen.set(id, now());
      await remember(id, 'lastEventAt').catch((error: unknown) =>
        logger.warn(`account ${id}: the time of its last event could not be stored`, error)
      );
    }
  }

  function refused(appId: string): void {
    untold += 1;
    if (now() - toldAt < TELL_EVERY_MS) return;
    const many = untold > 1 ? ` (${untold} since the last of these lines)` : '';
    logger.warn(`a webhook for the app ${appId} bore no signature of that app and was refused${many}`);
    toldAt = now();
    untold = 0;
  }

  return {
    async handshake(appId, query) {
      const own = await appSecrets.of(appId);
      if (own.length === 0) return null;
      const answer = answerHandshake(query, verifyTokenOf(await installSecret(), appId));
      if (!answer.accepted) {
        logger.info(`a verification request for the app ${appId} was refused: ${answer.reason}`);
        return null;
      }
      for (const { account } of own) await remember(account.id, 'handshakeAt');
      return answer.challenge;
    },

    async receive(appId, raw, signature) {
      const own = await appSecrets.of(appId);
      if (own.length === 0) return 'unknown-app';
      const proven = own.filter(({ secret }) => secret !== null && verifySignature(raw, signature, secret));
      if (proven.length === 0) {
        refused(appId);
        return 'not-signed';
      }
      // Proven by this app's secret: all of the app's numbers may be meant, whichever of them holds the newer secret.
      const { of, unknown } = routeItems(
        own.map(({ account }) => account),
        readWebhook(raw).items
      );
      if (unknown > 0) logger.info(`${unknown} items of a webhook are for numbers that are not connected here`);
      await journal(raw, of);
      void noteEvents(own.map(({ account }) => account).filter(({ id }) => of.has(id)));
      return 'accepted';
    },
  };
}
