import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { replaceFile } from './write-file.mjs';

/**
 * The mail of the people outside the company: per address a folder, in it `received` and `sent`, in these one `.eml`
 * per mail, named by time so that the name is its order and its id.
 */
export function createLetterBoxes(directory) {
  const parsed = new Map();

  // An address may hold what a file name may not; the hash keeps two addresses from sharing a folder.
  const folderOf = (address) =>
    join(
      directory,
      `${address.replace(/[^a-z0-9@.+-]/gi, '_').slice(0, 80)}-${createHash('sha256').update(address).digest('hex').slice(0, 8)}`
    );

  async function put(address, side, raw, at) {
    const folder = join(folderOf(address), side);
    await mkdir(folder, { recursive: true });
    const digest = createHash('sha256').update(raw).digest('hex').slice(0, 10);
    const id = `${String(at.getTime()).padStart(14, '0')}-${process.hrtime.bigint().toString(36)}-${digest}`;
    await replaceFile(join(folder, `${id}.eml`), raw);
    return id;
  }

  async function listSide(address, side) {
    const folder = join(folderOf(address), side);
    const names = await readdir(folder).catch((error) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    const mails = [];
    for (const name of names.filter((entry) => entry.endsWith('.eml'))) {
      const path = join(folder, name);
      if (!parsed.has(path))
        parsed.set(
          path,
          readFile(path).then((raw) => simpleParser(raw))
        );
      const id = name.slice(0, -'.eml'.length);
      mails.push({ id, side, path, at: new Date(Number(id.split('-')[0])), mail: await parsed.get(path) });
    }
    return mails;
  }

  return {
    received: (address, raw, at) => put(address, 'received', raw, at),
    sent: (address, raw, at) => put(address, 'sent', raw, at),
    /** Oldest first. */
    async list(addresses) {
      const mails = [];
      for (const address of addresses) {
        mails.push(...(await listSide(address, 'received')), ...(await listSide(address, 'sent')));
      }
      return mails.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    },
  };
}
