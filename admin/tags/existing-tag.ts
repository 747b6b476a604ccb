import type { TagDto } from '../../server/api/contracts/tags';

/** The tag that has the name already, of the refusal `tag-name-taken`. Null: the request failed for another reason. */
export function existingTag(error: unknown): TagDto | null {
  if (typeof error !== 'object' || error === null || !('details' in error)) return null;
  const { details } = error;
  if (typeof details !== 'object' || details === null || !('tag' in details)) return null;
  return details.tag as TagDto;
}
