import { readFile } from 'node:fs/promises';
import type { Knex } from 'knex';
import { ConflictError, invalid, notFound, tooMany } from '../../api/errors';
import {
  PICTURE_LIMITS,
  type ProfilePictureDto,
  type RegisterNumber,
  type RequestCode,
  type VerifyCode,
  type WhatsAppProfile,
} from '../../api/contracts/whatsapp-accounts';
import type { UploadedFile } from '../../api/uploaded-files';
import { SECRET, vaultOwner, type ChannelDirectory } from '../../channels/directory';
import { readProfile, writeProfile } from '../../channels/whatsapp-cloud/number/profile';
import { downloadPicture, pictureAddress, uploadPicture } from '../../channels/whatsapp-cloud/number/profile-picture';
import type { Database } from '../../database/database';
import { displayableName } from '../../files/uploads';
import type { RateLimit } from '../../security/rate-limit';
import type { Person } from '../../security/scope';
import type { Vault } from '../../security/vault';
import { pictureKind } from '../../signatures/picture-kind';
import { HEALTHY, isWhatsAppAccount } from '../account';
import type { Audit } from '../audit';
import { createConnectionAllowance } from '../connection-allowance';
import type { AccountRepository } from '../repository';
import { TROUBLE, Trouble, type TroubleCode } from '../trouble';
import { answerOf } from './answer-of';
import { judgePicture } from './judge-picture';

const DEADLINE_MS = 45_000;
/** Apart from tests: they go to Meta alone, and each look at the page asks for the profile. */
const ACTIONS = { name: 'whatsapp-number', perMinute: 30, perHour: 300 };
const HOUR_MS = 3_600_000;
const { pin: PIN } = SECRET['whatsapp-cloud'];
/** Meta locks a number for 72 hours after ten; some tries are left for whoever helps. */
const REGISTRATIONS_A_DAY = 3;
const CODES_AN_HOUR = 3;
const GUESSES_AN_HOUR = 5;

interface Deps {
  database: Database;
  accounts: AccountRepository;
  channels: ChannelDirectory;
  vault: Vault;
  limits: RateLimit;
  audit: Audit;
  now: () => number;
}

/** What the page of a number offers to do at Meta. */
export function createNumberActions({ database, accounts, channels, vault, limits, audit, now }: Deps) {
  const spend = createConnectionAllowance(limits, ACTIONS);
  const deadline = () => AbortSignal.timeout(DEADLINE_MS);

  async function open(by: Person, id: string) {
    const account = await accounts.find(id);
    if (!account) throw notFound('Account');
    if (!isWhatsAppAccount(account)) throw new ConflictError('not-whatsapp', 'This account is no WhatsApp number.');
    await spend(by);
    try {
      const { channel, connection } = await channels.whatsApp(account);
      const { phoneNumberId } = account.settings;
      return { channel, connection, client: channel.client(connection), phoneNumberId };
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      throw new ConflictError(error.code, TROUBLE[error.code].message);
    }
  }
  async function within(name: string, limit: number, windowMs: number): Promise<void> {
    if (!(await limits.take(name, limit, windowMs))) throw tooMany('Too many attempts. Try again later.');
  }
  /** Writes it down; a session that waits because of what has just been put right tries again at once. */
  const did = (by: Person, id: string, action: string, details: Record<string, unknown>, cured: TroubleCode[] = []) =>
    database.transaction(async (trx: Knex) => {
      const account = await accounts.lock(trx, id);
      if (!account) throw notFound('Account');
      const { cause } = account.health;
      if (cause && cured.includes(cause.code)) await accounts.setHealth(trx, account, HEALTHY);
      if (cured.length > 0) await accounts.update(trx, id, { syncRequestedAt: now() }, now());
      await audit.write(trx, id, by, action, details, now());
    });
  const post = (own: Awaited<ReturnType<typeof open>>, action: string, body: Record<string, unknown>) =>
    own.client.call(
      { method: 'POST', path: `${encodeURIComponent(own.phoneNumberId)}/${action}`, body, repeatable: false },
      deadline()
    );

  return {
    async subscribe(by: Person, id: string): Promise<void> {
      const { channel, connection } = await open(by, id);
      const { foreignCallback } = answerOf(await channel.subscribe(connection, deadline()));
      if (foreignCallback) {
        throw new ConflictError('whatsapp-foreign-callback', TROUBLE['whatsapp-foreign-callback'].message, {
          foreignCallback,
        });
      }
      await did(by, id, 'whatsapp.subscribed', {}, ['whatsapp-not-subscribed']);
    },
    async register(by: Person, id: string, given: RegisterNumber): Promise<void> {
      const own = await open(by, id);
      const owner = vaultOwner(id);
      const pin = given.pin ?? (await vault.get(owner, PIN));
      if (pin === null) throw invalid('whatsapp-pin-required', 'Enter the PIN of the number: it is not known here.');
      await within(`whatsapp-register:${own.phoneNumberId}`, REGISTRATIONS_A_DAY, 24 * HOUR_MS);
      answerOf(await post(own, 'register', { messaging_product: 'whatsapp', pin }));
      if (given.pin !== undefined) await vault.put(database.knex, owner, PIN, pin);
      await did(by, id, 'whatsapp.registered', {}, ['whatsapp-not-registered']);
    },
    async requestCode(by: Person, id: string, { method, language }: RequestCode): Promise<void> {
      const own = await open(by, id);
      await within(`whatsapp-code:${own.phoneNumberId}`, CODES_AN_HOUR, HOUR_MS);
      answerOf(await post(own, 'request_code', { code_method: method, language }));
      await did(by, id, 'whatsapp.code-requested', { method });
    },
    async verifyCode(by: Person, id: string, { code }: VerifyCode): Promise<void> {
      const own = await open(by, id);
      await within(`whatsapp-verify:${own.phoneNumberId}`, GUESSES_AN_HOUR, HOUR_MS);
      answerOf(await post(own, 'verify_code', { code: code.replace('-', '') }));
      await did(by, id, 'whatsapp.verified', {}, ['whatsapp-not-registered']);
    },
    async picture(by: Person, id: string): Promise<ProfilePictureDto> {
      const { client, phoneNumberId } = await open(by, id);
      const address = answerOf(await pictureAddress(client, phoneNumberId, deadline()));
      const bytes = address === null ? null : await downloadPicture(fetch, address, deadline());
      const type = bytes && pictureKind(bytes)?.type;
      return { dataUrl: bytes && type ? `data:${type};base64,${bytes.toString('base64')}` : null };
    },
    async setPicture(by: Person, id: string, [file]: UploadedFile[]): Promise<void> {
      if (!file) throw invalid('no-file', "Send the picture in the multipart field 'files'.");
      if (file.size > PICTURE_LIMITS.bytes) throw invalid('picture-too-large', 'The picture is larger than 5 MB.');
      const bytes = await readFile(file.path);
      const type = judgePicture(bytes);
      const { client, phoneNumberId, connection } = await open(by, id);
      const { appId } = connection.settings;
      const picture = { bytes, type, name: displayableName(file.name) };
      answerOf(await uploadPicture(client, { appId, phoneNumberId }, picture, deadline()));
      await did(by, id, 'whatsapp.picture-changed', { size: bytes.length, type });
    },
    async profile(by: Person, id: string): Promise<WhatsAppProfile> {
      const { client, phoneNumberId } = await open(by, id);
      return answerOf(await readProfile(client, phoneNumberId, deadline()));
    },
    async setProfile(by: Person, id: string, profile: WhatsAppProfile): Promise<WhatsAppProfile> {
      const { client, phoneNumberId } = await open(by, id);
      const before = answerOf(await readProfile(client, phoneNumberId, deadline()));
      answerOf(await writeProfile(client, phoneNumberId, profile, deadline()));
      await did(by, id, 'whatsapp.profile-changed', { before, after: profile });
      return answerOf(await readProfile(client, phoneNumberId, deadline()));
    },
  };
}
