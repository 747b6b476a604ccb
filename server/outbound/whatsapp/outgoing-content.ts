import type { OutgoingContent } from '../../channels/whatsapp-cloud/outgoing/payload';
import type { Message } from '../../conversations/message';
import type { WhatsAppContentDto } from '../../api/contracts/whatsapp-messages';

type Media = Extract<WhatsAppContentDto, { voice: boolean }>;
export const isMedia = (content: WhatsAppContentDto | undefined): content is Media =>
  content !== undefined && 'voice' in content;

/** What of a stored message goes to Meta. Null for what is never written here. */
export function outgoingContent(
  { text, whatsapp }: Pick<Message, 'text' | 'whatsapp'>,
  uploaded: { mediaId: string; fileName: string } | null
): OutgoingContent | null {
  const content = whatsapp?.content;
  if (isMedia(content)) {
    if (!uploaded) return null;
    const { mediaId, fileName } = uploaded;
    return { type: 'media', media: content.type, mediaId, caption: text || null, fileName, voice: content.voice };
  }
  if (content?.type === 'location') {
    const { latitude, longitude, name, address } = content;
    return { type: 'location', latitude, longitude, name, address };
  }
  if (content?.type === 'template') {
    const { name, language, parameters, format } = content;
    // One that was sent from elsewhere is only known by its name.
    return parameters ? { type: 'template', name, language, parameters, named: format === 'named' } : null;
  }
  return content?.type === 'text' ? { type: 'text', text, preview: /https?:\/\//i.test(text) } : null;
}
