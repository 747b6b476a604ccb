import { Badge, Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { JournalEntryDto } from '../../../../server/api/contracts/journal';
import { ForeignText } from '../../../components/foreign-text';
import { InstantText } from '../../../components/instant-text';
import { useFormatSize } from '../../../components/use-format-size';
import { useTranslate } from '../../../i18n/use-translate';
import { PLUGIN_ID } from '../../../plugin-id';

export function JournalRow({ entry }: { entry: JournalEntryDto }) {
  const t = useTranslate();
  const { messages } = useIntl();
  const formatSize = useFormatSize();
  // Reasons and folders grow with the server; what has no text yet is shown as the server calls it.
  const reason = messages[`${PLUGIN_ID}.quarantine.reason.${entry.reason ?? ''}`] ?? entry.message ?? entry.reason;
  const folder = messages[`${PLUGIN_ID}.journal.role.${entry.role}`] ?? entry.role;
  return (
    <Flex tag="li" direction="column" alignItems="flex-start" gap={1}>
      <Flex gap={2} wrap="wrap">
        <Badge>{t(`ledger.${entry.state}`)}</Badge>
        {typeof reason === 'string' && <Typography fontWeight="semiBold">{reason}</Typography>}
        {entry.imported && (
          <Typography variant="pi" textColor="neutral600">
            {t('journal.imported')}
          </Typography>
        )}
      </Flex>
      {(entry.subject !== null || entry.from !== null) && (
        <Typography style={{ overflowWrap: 'anywhere' }}>
          <ForeignText>{entry.subject ?? ''}</ForeignText> <ForeignText>{entry.from ?? ''}</ForeignText>
        </Typography>
      )}
      <Typography variant="pi" textColor="neutral600">
        {t('journal.received')}: <InstantText at={entry.receivedAt} /> · {t('journal.journalled')}:{' '}
        <InstantText at={entry.journalledAt} /> · {t('journal.folder')}:{' '}
        {typeof folder === 'string' ? folder : entry.role} · {t('journal.size')}: {formatSize(entry.size)}
      </Typography>
    </Flex>
  );
}
