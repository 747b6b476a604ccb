import type { AttachmentDto } from '../../../server/api/contracts/inbox';

/** A larger one is loaded when somebody asks for it. */
const AT_ONCE_BYTES = 6 * 1024 * 1024;
/** Of one message: forty photos are not forty downloads because a mail was opened. */
const TOGETHER_BYTES = 16 * 1024 * 1024;

/** The pictures that are shown without being asked for, from the first one on. */
export function shownAtOnce(pictures: readonly Pick<AttachmentDto, 'id' | 'size'>[]): ReadonlySet<string> {
  const ids = new Set<string>();
  let together = 0;
  for (const { id, size } of pictures) {
    if (size > AT_ONCE_BYTES || together + size > TOGETHER_BYTES) continue;
    together += size;
    ids.add(id);
  }
  return ids;
}
