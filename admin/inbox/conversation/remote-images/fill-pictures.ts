/** A browser has six connections for a server, and the page needs the others. */
const AT_ONCE = 3;

interface Pictures {
  /** Places that may be asked for. */
  places: readonly number[];
  load: (place: number, signal: AbortSignal) => Promise<Blob | null>;
  /** How many could not be had, when all have been tried. */
  onEnd: (failed: number) => void;
}

/**
 * Fills pictures into the frame of a mail as blobs: the frame itself may load nothing. Places count the mail's
 * `img[data-remote-src]` as the server counts them. Answers its clean-up.
 */
export function fillPictures(frame: Document, { places, load, onEnd }: Pictures): () => void {
  const stop = new AbortController();
  const made: string[] = [];
  const images = [...frame.querySelectorAll<HTMLImageElement>('img[data-remote-src]:not([data-remote-src=""])')];
  const waiting = places.flatMap((place) => {
    const image = images[place];
    return image ? [{ place, image }] : [];
  });
  let failed = 0;
  const work = async () => {
    for (let next = waiting.shift(); next && !stop.signal.aborted; next = waiting.shift()) {
      const file = await load(next.place, stop.signal);
      if (stop.signal.aborted) return;
      if (!file) {
        failed += 1;
        continue;
      }
      const url = URL.createObjectURL(file);
      made.push(url);
      next.image.src = url;
    }
  };
  void Promise.all(Array.from({ length: AT_ONCE }, work)).then(() => {
    if (!stop.signal.aborted) onEnd(failed);
  });
  return () => {
    stop.abort();
    for (const url of made) URL.revokeObjectURL(url);
  };
}
