import { Button, Flex } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useParams } from 'react-router-dom';
import { useGetAccountQuery } from '../../../api/accounts';
import { useGetJournalQuery } from '../../../api/journal';
import { EmptyState } from '../../../components/empty-state';
import { ErrorState } from '../../../components/error-state';
import { LoadingState } from '../../../components/loading-state';
import { Section } from '../../../components/section';
import { useTranslate } from '../../../i18n/use-translate';
import { ACCOUNT_PATHS } from '../account-paths';
import { WideBackButton } from '../wide-back-button';
import { JournalRow } from './journal-row';
import { ledgerPart } from './ledger-parts';

/** What stands behind one number of an account's ledger. */
export function JournalPage() {
  const t = useTranslate();
  const params = useParams<{ accountId: string; part: string }>();
  const accountId = params.accountId ?? '';
  const part = ledgerPart(params.part);
  const [pages, setPages] = useState(1);
  const account = useGetAccountQuery(accountId);
  const journal = useGetJournalQuery({ accountId, part, pages }, { refetchOnMountOrArgChange: true });
  const list = journal.data;

  if (account.error && !account.data)
    return <ErrorState error={account.error} onRetry={() => void account.refetch()} />;
  if (!account.data) return <Page.Loading />;
  return (
    <Page.Main>
      <Layouts.Header
        title={t(`ledger.${part}`)}
        subtitle={account.data.name}
        navigationAction={<WideBackButton fallback={ACCOUNT_PATHS.detail(accountId)} />}
      />
      <Layouts.Content>
        <Section title={t(`journal.hint.${part}`)} hint={t('journal.private')}>
          {journal.error && !list && <ErrorState error={journal.error} onRetry={() => void journal.refetch()} />}
          {!journal.error && !list && <LoadingState />}
          {list?.items.length === 0 && <EmptyState title={t('journal.empty.title')} hint={t('journal.empty.hint')} />}
          {list && list.items.length > 0 && (
            <Flex tag="ul" direction="column" alignItems="stretch" gap={4}>
              {list.items.map((entry) => (
                <JournalRow key={entry.id} entry={entry} />
              ))}
            </Flex>
          )}
          {list?.nextCursor && (
            <Button variant="tertiary" loading={journal.isFetching} onClick={() => setPages((count) => count + 1)}>
              {t('action.load-more')}
            </Button>
          )}
        </Section>
      </Layouts.Content>
    </Page.Main>
  );
}
