import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFileSync } from './write-file.mjs';

/**
 * One folder of a mailbox on disk: `<uid>.eml` for each mail and `index.json` with UIDVALIDITY, UIDNEXT, flags and
 * dates. Everything is written before a client learns of it, since a UID must never name another mail later
 * (RFC 3501, section 2.3.1.1).
 */
export function openFolderStore(directory) {
  mkdirSync(directory, { recursive: true });
  const indexPath = join(directory, 'index.json');
  const mailPath = (uid) => join(directory, `${uid}.eml`);
  const index = readIndex(indexPath);

  const write = () => replaceFileSync(indexPath, JSON.stringify(index));
  if (!index.written) {
    index.written = true;
    write();
  }

  return {
    uidValidity: index.uidValidity,
    uidNext: index.uidNext,
    /** `raw` is a binary string, one character for each byte, as hoodiecrow wants it. */
    load: () => index.messages.map((entry) => ({ ...entry, raw: readFileSync(mailPath(entry.uid), 'latin1') })),
    add(message) {
      writeFileSync(mailPath(message.uid), message.raw, { encoding: 'latin1', mode: 0o600 });
      index.messages.push({ uid: message.uid, flags: message.flags, internaldate: message.internaldate });
      index.uidNext = Math.max(index.uidNext, message.uid + 1);
      write();
    },
    /** Takes over flags and removals. Files of removed mails stay: nothing in a demo is worth losing. */
    replace(messages) {
      index.messages = messages.map(({ uid, flags, internaldate }) => ({ uid, flags, internaldate }));
      write();
    },
  };
}

function readIndex(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return { written: false, uidValidity: Math.floor(Date.now() / 1000), uidNext: 1, messages: [] };
  }
}
