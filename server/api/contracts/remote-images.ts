import { z } from 'zod';

/** The pictures of a mail that lie on the internet, named by their place among the mail's `img[data-remote-src]`. */
export interface RemoteImagesDto {
  /** Those that may be asked for; the others only report that the mail was read. */
  places: number[];
  /** The person wants those of this sender shown without being asked. */
  always: boolean;
  /** Whom that is about; null where it can be said of nobody, such as of what we wrote ourselves. */
  sender: string | null;
}

export const setAlwaysImages = z.strictObject({ always: z.boolean() });
