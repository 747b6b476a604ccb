import type { WhatsAppContentDto } from '../api/contracts/whatsapp-messages';
import type { MessageContent } from '../channels/whatsapp-cloud/webhook/content';

/** What a message says in words: for its page, for search, and for whoever reads it by the API. */
export function textOf(content: MessageContent): string {
  switch (content.type) {
    case 'text':
      return content.text;
    case 'media':
      return content.caption ?? '';
    case 'location':
      return [content.name, content.address].filter(Boolean).join('\n');
    case 'contacts':
      return content.cards.map((card) => card.name ?? '').join('\n');
    case 'reply':
      return [content.title, content.description].filter(Boolean).join('\n');
    case 'order':
      return content.note ?? '';
    default:
      return '';
  }
}

const SIGN: Record<string, string> = {
  image: '📷',
  video: '🎬',
  audio: '🎤',
  document: '📄',
  sticker: '🏷️',
  location: '📍',
  contacts: '👤',
  order: '🛒',
};

/** One line for the list, the same in every language. */
export function previewOf(content: MessageContent): string {
  const words = textOf(content).replace(/\s+/g, ' ').trim();
  const kind = content.type === 'media' ? content.media : content.type;
  const named = content.type === 'media' && words === '' ? (content.fileName ?? '') : words;
  return [SIGN[kind], named].filter(Boolean).join(' ') || '…';
}

/** As the page shows it. What changes another message is no content of its own. */
export function shownContent(content: MessageContent): WhatsAppContentDto {
  switch (content.type) {
    case 'text':
      return { type: 'text' };
    case 'media':
      return { type: content.media, voice: content.voice };
    case 'location': {
      const { latitude, longitude, name, address } = content;
      return { type: 'location', latitude, longitude, name, address };
    }
    case 'contacts':
      return {
        type: 'contacts',
        cards: content.cards.map(({ name, company, phones, emails }) => ({
          name: name ?? '',
          phones: phones.flatMap(({ phone, waId }) => phone ?? (waId === null ? [] : `+${waId}`)),
          emails,
          organisation: company,
        })),
      };
    case 'reply':
      return { type: 'reply', title: content.title, description: content.description };
    case 'order':
      return { type: 'order', note: content.note, lines: content.lines };
    case 'welcome-request':
      return { type: 'welcome-request' };
    case 'unsupported':
      return { type: 'unsupported', original: content.original };
    default:
      return { type: 'unsupported', original: content.type };
  }
}
