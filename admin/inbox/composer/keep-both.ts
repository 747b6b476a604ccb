import type { DraftDto } from '../../../server/api/contracts/drafts';
import { newDraft, type Draft } from './draft';
import { fromStored } from './draft-content';

/** The other text first, as what was stored first; whom it goes to, and how, stays as it is here. */
export function keepBoth(mine: Draft, other: DraftDto): Draft {
  const theirs = fromStored(other);
  const known = new Set(mine.attachments.map(({ id }) => id));
  return {
    ...mine,
    html: [theirs.html, mine.html].filter(Boolean).join('<p></p>'),
    text: [theirs.text, mine.text].filter(Boolean).join('\n\n'),
    attachments: [...theirs.attachments.filter(({ id }) => !known.has(id)), ...mine.attachments],
    // Either window may have tried to send its own: this is neither.
    idempotencyKey: newDraft().idempotencyKey,
  };
}
