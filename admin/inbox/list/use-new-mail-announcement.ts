import { useEffect, useRef, useState } from 'react';
import type { ConversationDto } from '../../../server/api/contracts/inbox';
import { useTranslate } from '../../i18n/use-translate';
import { arrivals, type Seen } from './arrivals';

/** What a screen reader says when mail arrives; nothing for the first list, or when filters bring other rows. */
export function useNewMailAnnouncement(conversations: ConversationDto[] | undefined): string {
  const t = useTranslate();
  const seen = useRef<Seen | null>(null);
  const [text, setText] = useState('');
  useEffect(() => {
    if (!conversations) {
      seen.current = null;
      return;
    }
    const { fresh, now } = arrivals(seen.current, conversations);
    seen.current = now;
    const [first] = fresh;
    if (first)
      setText(t('inbox.announce.new', { count: fresh.length, name: first.contact.name || first.contact.address }));
  }, [conversations, t]);
  return text;
}
