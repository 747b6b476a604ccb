import { invalid, notFound, tooMany } from '../api/errors';
import type { InboxReader } from '../conversations/inbox-reader';
import type { RemoteImagesDto } from '../api/contracts/remote-images';
import type { RateLimit } from '../security/rate-limit';
import type { Scope } from '../security/scope';
import type { FetchedImage, FetchImage } from './fetch-image';
import { ImageFailure } from './image-failure';
import { senderOf, type ImageSenders } from './image-senders';
import { createRememberedAddresses } from './remembered-addresses';

interface Deps {
  inbox: Pick<InboxReader, 'message'>;
  limits: Pick<RateLimit, 'take'>;
  senders: ImageSenders;
  fetchImage: FetchImage;
}

/** A newsletter has some dozens of pictures; several of those can be read in a minute. */
const A_MINUTE = 300;
const MINUTE_MS = 60_000;

export interface MessageImages {
  /** Which of the message's remote pictures may be asked for, by their place among them; see `imageAddresses`. */
  list(scope: Scope, messageId: string): Promise<RemoteImagesDto>;
  /** Whether those of this message's sender are shown without being asked for. */
  setAlways(scope: Scope, messageId: string, always: boolean): Promise<void>;
  /** Throws 404 for a place that is not in `list`, 429, and 400 with a code of `ImageFailureCode`. */
  open(scope: Scope, messageId: string, index: number): Promise<FetchedImage>;
}

/**
 * The remote pictures of a message for somebody who may read it. Pictures are named by their place in the message's own
 * stored HTML and never by an address: this is no proxy for whatever a client would like to fetch.
 */
export function createMessageImages({ inbox, limits, senders, fetchImage }: Deps): MessageImages {
  const addressesOf = createRememberedAddresses();

  return {
    async list(scope, messageId) {
      const message = await inbox.message(scope, messageId);
      const sender = senderOf(message);
      return {
        places: addressesOf(messageId, message.html ?? '').map(({ index }) => index),
        always: sender !== null && (await senders.isTrusted(scope.person.id, sender)),
        sender,
      };
    },
    async setAlways(scope, messageId, always) {
      const sender = senderOf(await inbox.message(scope, messageId));
      if (sender === null) throw invalid('no-sender', 'This message has no sender whose images could be shown.');
      await senders.trust(scope.person.id, sender, always);
    },
    async open(scope, messageId, index) {
      const { html } = await inbox.message(scope, messageId);
      const image = addressesOf(messageId, html ?? '').find((candidate) => candidate.index === index);
      if (!image) throw notFound('Image');
      if (!(await limits.take(`remote-image:${scope.person.id}`, A_MINUTE, MINUTE_MS))) {
        throw tooMany('Too many images. Try again in a minute.');
      }
      try {
        return await fetchImage(image.address);
      } catch (error) {
        if (!(error instanceof ImageFailure)) throw error;
        throw invalid(error.code, 'The image could not be loaded.');
      }
    },
  };
}
