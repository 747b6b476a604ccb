import { foldTagName } from '../../server/tags/fold-tag-name';

interface Named {
  name: string;
}

/**
 * Tags whose names hold what is typed, whatever case and accents; those that begin with it come first. `isNew`: no tag has
 * this name, so that one may be made.
 */
export function matchingTags<Tag extends Named>(tags: readonly Tag[], text: string): { found: Tag[]; isNew: boolean } {
  const wanted = foldTagName(text);
  if (wanted === '') return { found: [...tags], isNew: false };
  const folded = tags.map((tag) => ({ tag, name: foldTagName(tag.name) }));
  const matching = folded.filter(({ name }) => name.includes(wanted));
  const rank = (name: string) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : 2);
  return {
    // Stable: within a rank they stay in the order of their names.
    found: matching.sort((one, other) => rank(one.name) - rank(other.name)).map(({ tag }) => tag),
    isNew: folded.every(({ name }) => name !== wanted),
  };
}
