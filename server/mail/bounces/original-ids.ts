import { extractMessageIds } from '../message-ids';
import type { BounceSource } from './types';

const MAX_IDS = 30;
const MAX_LINES = 20_000;
/** The shape of a Message-ID of ours; whether its signature holds is asked where the secret is. */
const TOKEN = /\bc\.[a-z0-9]{24}\.[a-z0-9]{24}\.[0-9a-f]{24}@[a-z0-9.-]{1,253}/gi;
/** Headers of the mail that came back that name other mails than itself. */
const OTHER_MAILS = /^[\s>|]*(?:in-reply-to|references|thread-index)\s*:/i;
const OWN_ID = /^[\s>|]*(?:original-|x-original-|x-microsoft-original-|x-ms-exchange-parent-)?message-?id\s*:\s*(.*)$/i;

/**
 * Message-IDs of the mail that came back, the most certain first: from its returned headers, from anywhere in the text
 * (most systems that are not standard put the mail below theirs), from what the report itself answers.
 */
export function originalIds(source: BounceSource, fromStatus: readonly string[]): string[] {
  const found = new Set<string>();
  const add = (ids: readonly string[]) => {
    for (const id of ids) if (found.size < MAX_IDS) found.add(id);
  };
  const heads = source.returnedHeads.map(scan);
  const text = scan(source.text);
  for (const { own } of heads) add(own);
  add(fromStatus.flatMap(extractMessageIds));
  add(text.own);
  add(source.inReplyTo);
  for (const { tokens } of [...heads, text]) add(tokens);
  // The end of the chain is the mail that failed, what stands before it are others of its conversation.
  add(source.references.slice(-1));
  return [...found];
}

interface Found {
  /** Of Message-ID lines. */
  own: string[];
  /** Ids of ours anywhere but where another mail is named. */
  tokens: string[];
}

function scan(content: string): Found {
  const own: string[] = [];
  const tokens: string[] = [];
  let inOthers = false;
  let waiting = false;
  for (const line of content.split(/\r\n|\n|\r/, MAX_LINES)) {
    const isFolded = /^[ \t]/.test(line);
    if (waiting && isFolded && own.length < MAX_IDS) own.push(...extractMessageIds(line));
    waiting = false;
    if (isFolded && inOthers) continue;
    inOthers = OTHER_MAILS.test(line.slice(0, 60));
    if (inOthers) continue;
    const id = OWN_ID.exec(line.slice(0, 1200));
    if (id) {
      const ids = extractMessageIds(id[1] ?? '');
      waiting = ids.length === 0;
      if (own.length < MAX_IDS) own.push(...ids.slice(0, 1));
    } else if (tokens.length < MAX_IDS) {
      for (const match of line.slice(0, 5000).matchAll(TOKEN)) tokens.push(`<${match[0].replace(/[.-]+$/, '')}>`);
    }
  }
  return { own, tokens };
}
