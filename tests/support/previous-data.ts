import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { ARCHIVE, PREVIOUS, STORED, type Previous } from '../fixtures/upgrade/shape';
import { openDatabase } from './database';
import type { Dovecot } from './dovecot';
import { createHostData, type DatabaseKind, type HostData } from './host-data';

const fixture = (kind: DatabaseKind, name: string) =>
  fileURLToPath(new URL(`../fixtures/upgrade/${kind}/${name}`, import.meta.url));

const unpack = (kind: DatabaseKind, names: string[], into: string) =>
  execFileSync('tar', ['-xzf', fixture(kind, ARCHIVE), '--no-same-owner', '-C', into, ...names]);

/** What it showed. */
export const readPrevious = (kind: DatabaseKind): Previous =>
  JSON.parse(readFileSync(fixture(kind, PREVIOUS), 'utf8')) as Previous;

type Settings = Record<'imap' | 'smtp', { port: number }>;

/** A copy of what the previous version left behind, whose account reads and sends at these ports. */
export async function previousData(kind: DatabaseKind, ports: { imap: number; smtp: number }): Promise<HostData> {
  const data = await createHostData(kind);
  unpack(kind, [STORED[kind], 'private'], data.directory);
  if (data.databaseUrl) await restore(data.databaseUrl, join(data.directory, STORED[kind]));
  const database = openDatabase(data);
  try {
    const [account] = (await database('conversations_accounts').select('id', 'settings')) as {
      id: number;
      settings: string | Settings;
    }[];
    if (!account) throw new Error('the data of the previous version has no account');
    // The driver of PostgreSQL has parsed it.
    const settings =
      typeof account.settings === 'string' ? (JSON.parse(account.settings) as Settings) : account.settings;
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

async function restore(url: string, dump: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(await readFile(dump, 'utf8'));
  } finally {
    await client.end();
  }
}

/** The mailbox that belongs to it, with its UIDs and UIDVALIDITY, into a server that nobody has logged in to yet. */
export async function previousMailbox(kind: DatabaseKind, dovecot: Dovecot): Promise<void> {
  unpack(kind, ['mail'], dovecot.directory);
  const { uid, gid } = await stat(join(dovecot.directory, 'run'));
  execFileSync('chown', ['-R', `${uid}:${gid}`, join(dovecot.directory, 'mail')]);
}
