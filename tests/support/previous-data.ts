import { execFileSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ARCHIVE } from '../fixtures/upgrade/shape';
import { openDatabase } from './database';
import type { Dovecot } from './dovecot';
import { createHostData, type HostData } from './host-data';

const archive = fileURLToPath(new URL(`../fixtures/upgrade/${ARCHIVE}`, import.meta.url));

const unpack = (name: string[], into: string) =>
  execFileSync('tar', ['-xzf', archive, '--no-same-owner', '-C', into, ...name]);

/** A copy of what the previous version left behind, whose account reads and sends at these ports. */
export async function previousData(ports: { imap: number; smtp: number }): Promise<HostData> {
  const data = await createHostData('sqlite');
  unpack(['host.db', 'private'], data.directory);
  const database = openDatabase(data);
  try {
    const [account] = (await database('conversations_accounts').select('id', 'settings')) as {
      id: number;
      settings: string;
    }[];
    if (!account) throw new Error('the data of the previous version has no account');
    const settings = JSON.parse(account.settings) as Record<'imap' | 'smtp', { port: number }>;
    settings.imap.port = ports.imap;
    settings.smtp.port = ports.smtp;
    await database('conversations_accounts')
      .where({ id: account.id })
      .update({ settings: JSON.stringify(settings) });
  } finally {
    await database.destroy();
  }
  return data;
}

/** The mailbox that belongs to it, with its UIDs and UIDVALIDITY, into a server that nobody has logged in to yet. */
export async function previousMailbox(dovecot: Dovecot): Promise<void> {
  unpack(['mail'], dovecot.directory);
  const { uid, gid } = await stat(join(dovecot.directory, 'run'));
  execFileSync('chown', ['-R', `${uid}:${gid}`, join(dovecot.directory, 'mail')]);
}
