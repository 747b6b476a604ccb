import { Button, Flex, Modal, Typography } from '@strapi/design-system';
import { useState } from 'react';
import type { BlockedSenderDto } from '../../../server/api/contracts/blocked-senders';
import { useGetBlockedSendersQuery, useUnblockSenderMutation } from '../../api/blocked-senders';
import { EmptyState } from '../../components/empty-state';
import { ErrorState } from '../../components/error-state';
import { ForeignText } from '../../components/foreign-text';
import { InstantText } from '../../components/instant-text';
import { LoadingState } from '../../components/loading-state';
import { useNotify } from '../../components/use-notify';
import { useTranslate } from '../../i18n/use-translate';

/** Whose messages go to spam, on the accounts that one may read; beside the list of what lies there. */
export function BlockedSenders() {
  const t = useTranslate();
  return (
    <Modal.Root>
      <Modal.Trigger>
        <Button size="S" variant="tertiary">
          {t('blocked.title')}
        </Button>
      </Modal.Trigger>
      <Modal.Content>
        <Modal.Header closeLabel={t('action.close')}>
          <Modal.Title>{t('blocked.title')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <BlockedList />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** Loaded when the dialog is open. */
function BlockedList() {
  const t = useTranslate();
  const [pages, setPages] = useState(1);
  const { data, error, isFetching, refetch } = useGetBlockedSendersQuery(
    { pages },
    { refetchOnMountOrArgChange: true }
  );
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  if (data.items.length === 0) return <EmptyState title={t('blocked.empty.title')} hint={t('blocked.empty.hint')} />;
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
        {data.items.map((item) => (
          <BlockedItem key={item.id} item={item} />
        ))}
      </Flex>
      {data.nextCursor && (
        <Button variant="tertiary" loading={isFetching} onClick={() => setPages((count) => count + 1)}>
          {t('action.load-more')}
        </Button>
      )}
    </Flex>
  );
}

function BlockedItem({ item: { id, contact, account, by, at } }: { item: BlockedSenderDto }) {
  const t = useTranslate();
  const notify = useNotify();
  const [unblock, { isLoading }] = useUnblockSenderMutation();
  const run = async () => {
    const answer = await unblock(id);
    if ('error' in answer) notify.failed(answer.error);
  };
  const name = contact.name || contact.address;
  return (
    <Flex tag="li" gap={3} justifyContent="space-between" wrap="wrap" data-blocked={contact.address}>
      <Flex direction="column" alignItems="flex-start" minWidth={0}>
        <Typography fontWeight="semiBold" style={{ overflowWrap: 'anywhere' }}>
          <ForeignText>{name}</ForeignText>
        </Typography>
        <Typography variant="pi" textColor="neutral600" style={{ overflowWrap: 'anywhere' }}>
          {name !== contact.address && (
            <>
              <ForeignText>{contact.address}</ForeignText> ·{' '}
            </>
          )}
          {account.name} · {by ? by.name : t('blocked.somebody')} · <InstantText at={at} />
        </Typography>
      </Flex>
      <Button size="S" variant="secondary" loading={isLoading} onClick={() => void run()}>
        {t('spam.unblock')}
      </Button>
    </Flex>
  );
}
