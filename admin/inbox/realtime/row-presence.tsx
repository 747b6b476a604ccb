import { Typography } from '@strapi/design-system';
import { useTranslate } from '../../i18n/use-translate';
import { usePresence } from './presence-store';
import { useNames } from './use-names';

/** In the list: a colleague has this conversation open, or writes in it. */
export function RowPresence({ conversationId }: { conversationId: string }) {
  const t = useTranslate();
  const names = useNames();
  const present = usePresence(conversationId);
  if (present.length === 0) return null;
  const writing = present.filter(({ typing }) => typing);
  const shown = writing.length > 0 ? writing : present;
  return (
    <Typography variant="pi" fontWeight="bold" textColor={writing.length > 0 ? 'warning600' : 'primary600'} ellipsis>
      {t(writing.length > 0 ? 'presence.row.writing' : 'presence.row.looking', {
        count: shown.length,
        names: names(shown),
      })}
    </Typography>
  );
}
