import { createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * What a server may do with one mail that Dovecot never does:
 * `refuse`: NO to every FETCH that asks for its content; `omit`: OK, and no word of it; `bomb`: announces a literal of
 * 4 GiB; `drop`: closes the connection instead of answering; `garbage`: an answer that is no IMAP.
 */
export type Whim = 'fine' | 'refuse' | 'omit' | 'bomb' | 'drop' | 'garbage';

export interface ScriptedMail {
  uid: number;
  raw: string;
  whim: Whim;
}

export interface ScriptedImapOptions {
  /** As some old servers: SELECT does not tell UIDNEXT. */
  withoutUidNext?: boolean;
  /**
   * Offers CONDSTORE. What EXAMINE tells as HIGHESTMODSEQ; `NOMODSEQ` is said as such, null says nothing and has STATUS
   * refused.
   */
  modseq?: () => number | 'NOMODSEQ' | null;
}

export interface ScriptedImap {
  readonly port: number;
  readonly mails: ScriptedMail[];
  readonly connections: number;
  /** What clients asked for, without tags. */
  readonly commands: string[];
  stop(): Promise<void>;
}

/** One INBOX, one user, just enough IMAP4rev1 for the session, and the whims above. */
export async function startScriptedImap(
  mails: ScriptedMail[],
  options: ScriptedImapOptions = {}
): Promise<ScriptedImap> {
  const sockets = new Set<Socket>();
  const commands: string[] = [];
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    socket.write(`* OK [CAPABILITY IMAP4rev1 UIDPLUS IDLE LITERAL+${options.modseq ? ' CONDSTORE' : ''}] ready\r\n`);
    let pending = '';
    let idle = '';
    socket.on('data', (chunk: Buffer) => {
      pending += chunk.toString('latin1');
      for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
        const line = pending.slice(0, end);
        pending = pending.slice(end + 2);
        commands.push(line.slice(line.indexOf(' ') + 1));
        if (line === 'DONE') socket.write(`${idle} OK idled\r\n`);
        else if (/ IDLE$/.test(line)) {
          idle = line.split(' ')[0] ?? '';
          socket.write('+ idling\r\n');
        } else answer(socket, line, mails, options);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    mails,
    commands,
    get connections() {
      return connections;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

const RECEIVED = '22-Nov-2026 10:00:00 +0000';

function answer(socket: Socket, line: string, mails: ScriptedMail[], options: ScriptedImapOptions): void {
  const [tag = '', ...words] = line.split(' ');
  const rest = words.join(' ');
  const say = (text: string) => socket.write(`${text}\r\n`, 'latin1');
  const ok = () => say(`${tag} OK done`);
  const next = Math.max(0, ...mails.map(({ uid }) => uid)) + 1;

  if (/^LOGOUT/.test(rest)) {
    say('* BYE');
    ok();
    socket.end();
  } else if (/^LIST/.test(rest)) {
    say('* LIST (\\HasNoChildren) "/" INBOX');
    ok();
  } else if (/^(EXAMINE|SELECT)/.test(rest)) {
    say('* FLAGS (\\Seen)');
    say(`* ${mails.length} EXISTS`);
    say('* OK [UIDVALIDITY 7] fine');
    if (!options.withoutUidNext) say(`* OK [UIDNEXT ${next}] fine`);
    const modseq = options.modseq?.() ?? null;
    if (modseq !== null) say(`* OK [${modseq === 'NOMODSEQ' ? modseq : `HIGHESTMODSEQ ${modseq}`}] fine`);
    say(`${tag} OK [READ-ONLY] done`);
  } else if (/^STATUS/.test(rest)) say(`${tag} NO not now`);
  else if (/^UID SEARCH/.test(rest)) {
    say(
      `* SEARCH ${inSet(mails, /UID (?:SEARCH UID )?([\d:,*]+)/.exec(rest)?.[1] ?? '1:*')
        .map(({ uid }) => uid)
        .join(' ')}`
    );
    ok();
  } else if (/^FETCH/.test(rest)) {
    say(`* ${mails.length} FETCH (UID ${next - 1})`);
    ok();
  } else if (/^UID FETCH/.test(rest)) fetch(socket, tag, rest, mails);
  else ok();
}

function fetch(socket: Socket, tag: string, rest: string, mails: ScriptedMail[]): void {
  const wanted = inSet(mails, /^UID FETCH ([\d:,*]+)/.exec(rest)?.[1] ?? '');
  const withBody = rest.includes('BODY.PEEK[]');
  if (withBody && wanted.some(({ whim }) => whim === 'refuse')) {
    socket.write(`${tag} NO The message canary could not be retrieved\r\n`);
    return;
  }
  for (const mail of wanted) {
    const head = `* ${mails.indexOf(mail) + 1} FETCH (UID ${mail.uid} RFC822.SIZE ${mail.raw.length} INTERNALDATE "${RECEIVED}"`;
    if (!withBody) socket.write(`${head})\r\n`);
    else if (mail.whim === 'fine') socket.write(`${head} BODY[] {${mail.raw.length}}\r\n${mail.raw})\r\n`, 'latin1');
    else if (mail.whim === 'bomb') socket.write(`${head} BODY[] {4294967295}\r\n${'x'.repeat(1000)}`);
    else if (mail.whim === 'garbage') socket.write(`${head} BODY[] ((((("\r\n`);
    else if (mail.whim === 'drop') {
      socket.destroy();
      return;
    }
  }
  socket.write(`${tag} OK done\r\n`);
}

function inSet(mails: ScriptedMail[], set: string): ScriptedMail[] {
  const highest = Math.max(0, ...mails.map(({ uid }) => uid));
  const ranges = set.split(',').map((range) => range.split(':').map((end) => (end === '*' ? highest : Number(end))));
  return mails.filter(({ uid }) =>
    ranges.some(([from = 0, to = from]) => uid >= Math.min(from, to) && uid <= Math.max(from, to))
  );
}
