import { Flex, Link, Typography } from '@strapi/design-system';
import type { MailProvider } from '../../../../../mail-providers/provider';
import { useTranslate } from '../../../../i18n/use-translate';

/** What the provider asks for beside the servers, and where it says so. */
export function ProviderNotes({ provider }: { provider: MailProvider }) {
  const t = useTranslate();
  const { name, notes, help, appPasswords } = provider;
  return (
    <Flex direction="column" alignItems="flex-start" gap={1} paddingTop={1}>
      {notes.map((note) => (
        <Typography key={note} fontWeight="semiBold">
          {t(`suggestion.note.${note}`, { name })}
        </Typography>
      ))}
      <Flex gap={4} wrap="wrap">
        {appPasswords && (
          <Link href={appPasswords} isExternal>
            {t('suggestion.app-passwords')}
          </Link>
        )}
        <Link href={help} isExternal>
          {t('suggestion.help', { name })}
        </Link>
      </Flex>
    </Flex>
  );
}
