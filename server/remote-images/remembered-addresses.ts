import { imageAddresses, type RemoteImage } from './image-addresses';

const MOST = 20;

/** Each picture of a mail is a request of its own; the mail is taken apart for the first of them. */
export function createRememberedAddresses() {
  const known = new Map<string, { html: string; images: RemoteImage[] }>();
  return (messageId: string, html: string): RemoteImage[] => {
    const found = known.get(messageId);
    if (found?.html === html) return found.images;
    const images = imageAddresses(html);
    known.delete(messageId);
    known.set(messageId, { html, images });
    const [oldest] = known.keys();
    if (known.size > MOST && oldest !== undefined) known.delete(oldest);
    return images;
  };
}
