import type { MessageDto } from '../../../../server/api/contracts/inbox';
import type { TranslationKey } from '../../../i18n/translation-key';

const LENGTH = 140;

/** A message in one line: what it is where it has no words, and nothing of one that was taken back. */
export function excerptOf({ text, whatsapp }: MessageDto): { label: TranslationKey | null; words: string } {
  if (whatsapp?.revokedAt) return { label: 'whatsapp.revoked', words: '' };
  const words = text.replace(/\s+/g, ' ').trim();
  const short = words.length > LENGTH ? `${words.slice(0, LENGTH)}…` : words;
  return { label: labelOf(whatsapp?.content), words: short };
}

function labelOf(content: NonNullable<MessageDto['whatsapp']>['content'] | undefined): TranslationKey | null {
  switch (content?.type) {
    case 'image':
    case 'video':
    case 'document':
    case 'sticker':
    case 'location':
    case 'contacts':
    case 'order':
    case 'unsupported':
    case 'welcome-request':
      return `whatsapp.content.${content.type}`;
    case 'audio':
      return content.voice ? 'whatsapp.content.voice' : 'whatsapp.content.audio';
    default:
      return null;
  }
}
