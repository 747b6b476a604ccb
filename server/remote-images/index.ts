import type { Base } from '../app/base';
import type { ConversationsConfig } from '../../config/schema';
import type { InboxReader } from '../conversations/inbox-reader';
import { lookupAll } from '../security/safe-connect';
import { createFetchImage } from './fetch-image';
import { createImageSenders } from './image-senders';
import { createMessageImages } from './message-images';

export function createRemoteImages(
  { database, limits, now }: Base,
  { network }: ConversationsConfig,
  inbox: InboxReader
) {
  return createMessageImages({
    inbox,
    limits,
    senders: createImageSenders(database, now),
    fetchImage: createFetchImage({
      policy: { allow: network.allowImages },
      ports: network.imagePorts,
      lookup: lookupAll,
    }),
  });
}
