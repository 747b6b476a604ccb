/** One character each, for what is done all day. An element that does it carries the name as `data-shortcut`. */
export const SHORTCUTS = {
  c: 'start',
  r: 'reply',
  a: 'reply-all',
  f: 'forward',
  n: 'note',
  p: 'template',
  t: 'tag',
  l: 'later',
  e: 'close',
  '!': 'spam',
  i: 'contact',
  '/': 'search',
  '?': 'help',
} as const;
export type Shortcut = (typeof SHORTCUTS)[keyof typeof SHORTCUTS];

interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** Somebody is typing, or a dialog is open: the key is theirs. */
  isTaken: boolean;
}

/** What a key asks for; null: nothing of ours. */
export function shortcutOf({ key, ctrlKey, metaKey, altKey, isTaken }: Press): Shortcut | null {
  if (isTaken || ctrlKey || metaKey || altKey) return null;
  return Object.entries(SHORTCUTS).find(([known]) => known === key)?.[1] ?? null;
}
