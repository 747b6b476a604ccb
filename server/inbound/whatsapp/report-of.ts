import type { StatusItem } from '../../channels/whatsapp-cloud/webhook/items';
import type { MessageEventRow } from '../../whatsapp/message-events';
import { isOutbound, type MessageItem } from './to-message';

/** What an item reports of another message, or null for one that is a message itself. */
export function reportOf(item: MessageItem | StatusItem): MessageEventRow | null {
  if (item.kind === 'status') {
    // One member of a group has it: that says nothing of the message.
    if (item.participant !== null) return null;
    const [error] = item.errors;
    return {
      externalId: item.messageId,
      key: item.key,
      at: item.at,
      data: {
        type: 'status',
        status: item.status,
        failure: error ? { code: error.code, subcode: error.subcode, details: error.details || error.title } : null,
        pricing: item.pricing && { type: item.pricing.type, category: item.pricing.category },
      },
    };
  }
  const { content, key, at } = item;
  switch (content.type) {
    case 'edit':
      return { externalId: content.originalId, key, at, data: { type: 'edit', content: content.content } };
    case 'revoke':
      return { externalId: content.originalId, key, at, data: { type: 'revoke' } };
    case 'reaction':
      return {
        externalId: content.messageId,
        key,
        at,
        data: { type: 'reaction', by: isOutbound(item) ? 'us' : 'contact', emoji: content.emoji },
      };
    default:
      return null;
  }
}
