import { Box, Flex, Link, Typography } from '@strapi/design-system';
import { useRBAC } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { NavLink } from 'react-router-dom';
import { useGetTroublesQuery } from '../../api/troubles';
import { Notice } from '../../components/notice';
import { usePageVisible } from '../../components/use-page-visible';
import { useTranslate } from '../../i18n/use-translate';
import { PERMISSIONS } from '../../permissions';
import { ACCOUNT_PATHS } from './account-paths';

const LOOK_MS = 15_000;

/** Tells those who may manage accounts which of them need somebody; nothing for everybody else. */
export function TroublesNotice() {
  const t = useTranslate();
  const { formatDate } = useIntl();
  const visible = usePageVisible();
  const { allowedActions } = useRBAC(PERMISSIONS.manageAccounts);
  const { data: troubles } = useGetTroublesQuery(undefined, {
    skip: allowedActions.canManage !== true,
    pollingInterval: visible ? LOOK_MS : 0,
    refetchOnMountOrArgChange: true,
  });
  if (!troubles || troubles.length === 0) return null;
  return (
    <Box padding={2}>
      <Notice tone="warning" title={t('troubles.title', { count: troubles.length })}>
        <Flex tag="ul" direction="column" alignItems="flex-start" gap={1}>
          {troubles.map(({ id, name, code, since }) => (
            <li key={id}>
              <Link tag={NavLink} to={ACCOUNT_PATHS.detail(id)}>
                {name}
              </Link>{' '}
              <Typography textColor="neutral800">
                {code
                  ? t(`trouble.${code}.message`)
                  : t('troubles.behind', { since: formatDate(since, { dateStyle: 'medium', timeStyle: 'short' }) })}
              </Typography>
            </li>
          ))}
        </Flex>
      </Notice>
    </Box>
  );
}
