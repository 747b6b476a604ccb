import { Grid, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import type { ConversationStatus } from '../../../server/api/contracts/inbox';
import { useGetAgentsQuery, type InboxAccount, type InboxFilters } from '../../api/inbox';
import { useTranslate } from '../../i18n/use-translate';
import { STATUSES } from './filters-in-url';

/** The select shows a placeholder for an empty value, so "all" needs one of its own. */
const ALL = 'all';

interface Props {
  accounts: InboxAccount[];
  filters: InboxFilters;
  onChange: (filters: InboxFilters) => void;
}

export function InboxFiltersBar({ accounts, filters, onChange }: Props) {
  const t = useTranslate();
  const { data: agents = [] } = useGetAgentsQuery(filters.accountId);
  const set = (name: keyof InboxFilters) => (value: string | number) =>
    onChange({ ...filters, [name]: value === ALL ? undefined : String(value) });
  return (
    <Grid.Root gap={2}>
      {accounts.length > 1 && (
        <Grid.Item col={12} s={12} xs={12} direction="column" alignItems="stretch">
          <SingleSelect
            size="S"
            aria-label={t('inbox.filter.account')}
            value={filters.accountId ?? ALL}
            onChange={set('accountId')}
          >
            <SingleSelectOption value={ALL}>{t('inbox.filter.account.all')}</SingleSelectOption>
            {accounts.map((account) => (
              <SingleSelectOption key={account.id} value={account.id}>
                {account.state && account.state !== 'active'
                  ? t('inbox.filter.account.state', { name: account.name, state: t(`account.state.${account.state}`) })
                  : account.name}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </Grid.Item>
      )}
      <Grid.Item col={6} s={6} xs={6} direction="column" alignItems="stretch">
        <SingleSelect
          size="S"
          aria-label={t('inbox.filter.status')}
          value={filters.status ?? ALL}
          onChange={set('status')}
        >
          <SingleSelectOption value={ALL}>{t('inbox.filter.status.all')}</SingleSelectOption>
          {STATUSES.map((status: ConversationStatus) => (
            <SingleSelectOption key={status} value={status}>
              {t(`conversation.status.${status}`)}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Grid.Item>
      <Grid.Item col={6} s={6} xs={6} direction="column" alignItems="stretch">
        <SingleSelect
          size="S"
          aria-label={t('inbox.filter.assignee')}
          value={filters.assignee ?? ALL}
          onChange={set('assignee')}
        >
          <SingleSelectOption value={ALL}>{t('inbox.filter.assignee.all')}</SingleSelectOption>
          <SingleSelectOption value="me">{t('inbox.filter.assignee.me')}</SingleSelectOption>
          <SingleSelectOption value="nobody">{t('inbox.filter.assignee.nobody')}</SingleSelectOption>
          <SingleSelectOption value="anyone">{t('inbox.filter.assignee.anyone')}</SingleSelectOption>
          {agents.map((agent) => (
            <SingleSelectOption key={agent.id} value={String(agent.id)}>
              {agent.name}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Grid.Item>
    </Grid.Root>
  );
}
