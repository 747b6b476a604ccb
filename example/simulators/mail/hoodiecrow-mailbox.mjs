import { join } from 'node:path';
import hoodiecrow from 'hoodiecrow-imap';
import { openFolderStore } from './folder-store.mjs';

/** INBOX is a root of its own for hoodiecrow; the others lie in the personal namespace. */
const FOLDERS = [
  { path: 'INBOX', directory: 'INBOX' },
  { path: 'Sent', directory: 'Sent', specialUse: '\\Sent' },
  { path: 'Drafts', directory: 'Drafts', specialUse: '\\Drafts' },
  { path: 'Trash', directory: 'Trash', specialUse: '\\Trash' },
];
const PLUGINS = ['ID', 'IDLE', 'SPECIAL-USE', 'UIDPLUS', 'MOVE', 'UNSELECT', 'NAMESPACE', 'AUTH-PLAIN', 'SASL-IR'];
const CHANGES_FLAGS_OR_REMOVES = ['STORE', 'EXPUNGE', 'MOVE', 'CLOSE'];

/** The company's mailbox on an in-process IMAP server that forgets everything; the folder stores remember for it. */
export async function startMailbox({ directory, host, port, user, password }) {
  const stores = new Map(FOLDERS.map((folder) => [folder.path, openFolderStore(join(directory, folder.directory))]));
  const server = hoodiecrow({
    plugins: PLUGINS,
    users: { [user]: { password } },
    storage: storageFrom(stores),
  });
  keepOnDisk(server, stores);

  const sockets = new Set();
  server.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, resolve);
  });

  return {
    kind: 'hoodiecrow',
    port: server.server.address().port,
    /** @param {Buffer} raw the whole mail  @param {Date} receivedAt becomes INTERNALDATE */
    async deliver(raw, receivedAt) {
      server.appendMessage('INBOX', [], receivedAt, raw.toString('latin1'));
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function storageFrom(stores) {
  const folder = ({ path, specialUse }) => {
    const store = stores.get(path);
    return {
      uidvalidity: store.uidValidity,
      uidnext: store.uidNext,
      messages: store.load(),
      ...(specialUse ? { 'special-use': specialUse } : {}),
    };
  };
  const [inbox, ...others] = FOLDERS;
  return {
    INBOX: folder(inbox),
    '': { separator: '/', folders: Object.fromEntries(others.map((other) => [other.path, folder(other)])) },
  };
}

/** Folders that a client creates live as long as the process. */
function keepOnDisk(server, stores) {
  // Called for every new mail before idling clients are told of it.
  server.messageHandlers.push((_server, message, mailbox) => stores.get(mailbox.path)?.add(message));
  server.outputHandlers.push((_connection, response, description) => {
    if (response.tag === '*' || !CHANGES_FLAGS_OR_REMOVES.some((word) => String(description).includes(word))) return;
    for (const [path, store] of stores) store.replace(server.getMailbox(path).messages);
  });
}
