import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { AuditEntryDto } from '../../../../server/api/contracts/accounts';
import { InstantText } from '../../../components/instant-text';
import { useTranslate } from '../../../i18n/use-translate';
import { PLUGIN_ID } from '../../../plugin-id';
import { useActivityLines } from './use-activity-lines';

export function ActivityEntry({ entry }: { entry: AuditEntryDto }) {
  const t = useTranslate();
  const { messages } = useIntl();
  const linesOf = useActivityLines();
  // Later actions may come from a newer server than this page; their name is better than nothing.
  const action = messages[`${PLUGIN_ID}.activity.action.${entry.action}`];
  return (
    <Flex tag="li" direction="column" alignItems="flex-start">
      <Typography>
        <Typography fontWeight="semiBold">{entry.actor?.name ?? t('activity.system')}</Typography>
        {' · '}
        {typeof action === 'string' ? action : entry.action}
      </Typography>
      {linesOf(entry).map((line) => (
        <Typography key={line} variant="pi" textColor="neutral600" style={{ overflowWrap: 'anywhere' }}>
          {line}
        </Typography>
      ))}
      <Typography variant="pi" textColor="neutral600">
        <InstantText at={entry.at} />
      </Typography>
    </Flex>
  );
}
