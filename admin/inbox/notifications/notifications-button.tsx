import { Box, Button, Flex, IconButton, Popover, Typography } from '@strapi/design-system';
import { Bell } from '@strapi/icons';
import { useState } from 'react';
import { useGetNotificationsQuery, useReadNotificationsMutation } from '../../api/notifications';
import { CountedPlace, CountMark } from '../../components/count-mark';
import { ErrorState } from '../../components/error-state';
import { LoadingState } from '../../components/loading-state';
import { useNotify } from '../../components/use-notify';
import { useTranslate } from '../../i18n/use-translate';
import { NotificationItem } from './notification-item';

/** What happened to oneself, newest first. Opening it marks nothing as read: that is for the reader to say. */
export function NotificationsButton() {
  const t = useTranslate();
  const notify = useNotify();
  const [open, setOpen] = useState(false);
  const { data, error, refetch } = useGetNotificationsQuery();
  const [read, { isLoading }] = useReadNotificationsMutation();
  const { items = [], unread = 0 } = data ?? {};
  const newest = items[0];
  const readAll = async () => {
    if (!newest) return;
    const answer = await read(newest.id);
    if ('error' in answer) notify.failed(answer.error);
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger>
        <IconButton variant="ghost" label={t('notifications.button', { count: unread })} data-notifications={unread}>
          <CountedPlace aria-hidden>
            <Bell />
            <CountMark count={unread} />
          </CountedPlace>
        </IconButton>
      </Popover.Trigger>
      <Popover.Content side="bottom" align="end">
        <Box width="36rem" maxWidth="90vw" maxHeight="60vh" overflow="auto" padding={3}>
          <Flex justifyContent="space-between" gap={2} paddingBottom={2}>
            <Typography variant="delta" tag="h2">
              {t('notifications.title')}
            </Typography>
            {unread > 0 && (
              <Button size="S" variant="ghost" loading={isLoading} onClick={() => void readAll()}>
                {t('notifications.read-all')}
              </Button>
            )}
          </Flex>
          {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
          {!error && !data && <LoadingState />}
          {data && items.length === 0 && <Typography textColor="neutral600">{t('notifications.empty')}</Typography>}
          <Flex tag="ul" direction="column" alignItems="stretch" gap={1}>
            {items.map((item) => (
              <NotificationItem key={item.id} item={item} onOpen={() => setOpen(false)} />
            ))}
          </Flex>
        </Box>
      </Popover.Content>
    </Popover.Root>
  );
}
