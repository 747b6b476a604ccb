import type { AccountRepository } from '../../accounts/repository';
import { answerHandshake } from '../../channels/whatsapp-cloud/webhook/handshake';
import { readWebhook } from '../../channels/whatsapp-cloud/webhook/read-webhook';
import { verifySignature } from '../../channels/whatsapp-cloud/webhook/signature';
import { verifyTokenOf } from '../../channels/whatsapp-cloud/webhook-address';
import type { WhatsAppAccount } from '../../accounts/account';
import type { Database } from '../../database/database';
import type { Logger } from '../../hosts/logger';
import type { AppAccount, AppSecrets } from './app-secrets';
import { GroupFull, type GroupCommit } from './group-commit';
import type { Journalled, ProvenWebhook } from './journal-webhook';
import { routeItems } from './route-items';

/** How often an account's row is written to say that events come in. */
const SEEN_EVERY_MS = 10_000;
/** A stranger who knocks all day must not fill the log. */
const TELL_EVERY_MS = 10_000;

/** How often a webhook is looked at anew because its account changed while it waited. */
const MAX_LOOKS = 4;

/** `busy`: it was not kept, and is to come again. */
export type Received = 'accepted' | 'unknown-app' | 'not-signed' | 'busy';

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
  journal: GroupCommit<ProvenWebhook, Journalled>;
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
      // Recent accounts take; only those of now refuse or leave out.
      const first = await take(await appSecrets.recent(appId), raw, signature);
      if (first === 'accepted' || first === 'busy') return first;
      for (let look = 1; ; look += 1) {
        const received = await take(await appSecrets.of(appId), raw, signature, { isFinal: true });
        if (received === 'not-signed') refused(appId);
        if (received !== 'stale') return received;
        if (look === MAX_LOOKS) return 'busy';
      }
    },
  };

  async function take(
    own: AppAccount[],
    raw: Buffer,
    signature: unknown,
    { isFinal } = { isFinal: false }
  ): Promise<Received | 'stale'> {
    if (own.length === 0) return 'unknown-app';
    if (!own.some(({ secret }) => secret !== null && verifySignature(raw, signature, secret))) return 'not-signed';
    // Proven by this app's secret: all of the app's numbers may be meant, whichever of them holds the newer secret.
    const accountsOfApp = own.map(({ account }) => account);
    const { of: items, unknown } = routeItems(accountsOfApp, readWebhook(raw).items);
    // A number that was connected just now.
    if (unknown > 0 && !isFinal) return 'stale';
    if (unknown > 0) logger.info(`${unknown} items of a webhook are for numbers that are not connected here`);
    const provenBy = new Map(accountsOfApp.map(({ id, revision }) => [id, revision]));
    try {
      if ((await journal.add({ raw, items, provenBy })) === 'stale') return 'stale';
    } catch (error) {
      if (!(error instanceof GroupFull)) throw error;
      return 'busy';
    }
    void noteEvents(accountsOfApp.filter(({ id }) => items.has(id)));
    return 'accepted';
  }
}
