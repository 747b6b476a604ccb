/**
 * What a message says now, after edits, reactions and its being taken back, put together from events that come in any
 * order, twice, and before the message they are about. The latest by the provider's clock counts; of two at the same
 * second the one with the greater key, so that every process comes to the same end.
 */
export type MessageEvent<Content> = { at: number; key: string } & (
  | { type: 'original'; content: Content }
  | { type: 'edit'; content: Content }
  | { type: 'revoke' }
  /** `emoji: null` takes it back. One person has one reaction to a message. */
  | { type: 'reaction'; by: string; emoji: string | null }
);

interface Stamp {
  at: number;
  key: string;
}

export interface MessageFacts<Content> {
  original: (Stamp & { content: Content }) | null;
  /** The latest edit. */
  edit: (Stamp & { content: Content }) | null;
  revoke: Stamp | null;
  /** By the person's id, in the order of their ids. */
  reactions: { by: string; at: number; key: string; emoji: string | null }[];
}

export const noFacts = <Content>(): MessageFacts<Content> => ({
  original: null,
  edit: null,
  revoke: null,
  reactions: [],
});

export function addEvent<Content>(facts: MessageFacts<Content>, event: MessageEvent<Content>): MessageFacts<Content> {
  const { at, key } = event;
  switch (event.type) {
    case 'original':
      return { ...facts, original: first(facts.original, { at, key, content: event.content }) };
    case 'edit':
      return { ...facts, edit: latest(facts.edit, { at, key, content: event.content }) };
    case 'revoke':
      return { ...facts, revoke: first(facts.revoke, { at, key }) };
    case 'reaction': {
      const known = facts.reactions.find(({ by }) => by === event.by) ?? null;
      const others = facts.reactions.filter(({ by }) => by !== event.by);
      const reaction = latest(known, { by: event.by, at, key, emoji: event.emoji });
      return { ...facts, reactions: [...others, reaction].sort((one, other) => (one.by < other.by ? -1 : 1)) };
    }
  }
}

const isLater = (one: Stamp, other: Stamp): boolean =>
  one.at > other.at || (one.at === other.at && one.key > other.key);
const latest = <Event extends Stamp>(known: Event | null, next: Event): Event =>
  known === null || isLater(next, known) ? next : known;
const first = <Event extends Stamp>(known: Event | null, next: Event): Event =>
  known === null || isLater(known, next) ? next : known;

export interface MessageState<Content> {
  /** Null while only events about the message have come. After a revoke it is what was there before. */
  content: Content | null;
  editedAt: number | null;
  /** Once taken back a message stays so, whatever edits come late. */
  revokedAt: number | null;
  reactions: { by: string; emoji: string; at: number }[];
}

export function messageState<Content>(facts: MessageFacts<Content>): MessageState<Content> {
  return {
    content: facts.edit?.content ?? facts.original?.content ?? null,
    editedAt: facts.edit?.at ?? null,
    revokedAt: facts.revoke?.at ?? null,
    reactions: facts.reactions.flatMap(({ by, emoji, at }) => (emoji === null ? [] : [{ by, emoji, at }])),
  };
}
