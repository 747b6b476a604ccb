import { Button, Flex, Typography } from '@strapi/design-system';
import { useEffect, useState } from 'react';
import { useGetQuarantineQuery } from '../../../api/quarantine';
import { ErrorState } from '../../../components/error-state';
import { LoadingState } from '../../../components/loading-state';
import { Section } from '../../../components/section';
import { useTranslate } from '../../../i18n/use-translate';
import { QuarantineRow } from './quarantine-row';
import { ReplayAllButton } from './replay-all-button';

interface Props {
  accountId: string;
  /** From the health, which is polled: a new number means that the list is old. */
  quarantined: number | undefined;
}

export function QuarantineSection({ accountId, quarantined }: Props) {
  const t = useTranslate();
  const [pages, setPages] = useState(1);
  const { data: list, error, isFetching, refetch } = useGetQuarantineQuery({ accountId, pages });
  useEffect(() => {
    if (quarantined !== undefined) void refetch();
  }, [quarantined, refetch]);
  return (
    <Section
      title={t('quarantine.title')}
      hint={t('quarantine.hint')}
      actions={list?.items.some((item) => item.replayable) && <ReplayAllButton accountId={accountId} />}
    >
      {error && !list && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !list && <LoadingState />}
      {list?.items.length === 0 && <Typography textColor="neutral600">{t('quarantine.empty')}</Typography>}
      {list && list.items.length > 0 && (
        <Flex tag="ul" direction="column" alignItems="stretch" gap={4}>
          {list.items.map((item) => (
            <QuarantineRow key={item.id} accountId={accountId} item={item} />
          ))}
        </Flex>
      )}
      {list?.nextCursor && (
        <Button variant="tertiary" loading={isFetching} onClick={() => setPages((count) => count + 1)}>
          {t('action.load-more')}
        </Button>
      )}
    </Section>
  );
}
