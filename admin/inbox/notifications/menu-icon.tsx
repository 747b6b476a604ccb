import { Discuss } from '@strapi/icons';
import type { SVGProps } from 'react';
import { useGetNotificationsQuery } from '../../api/notifications';
import { CountedPlace, CountMark } from '../../components/count-mark';

const MINUTE_MS = 60_000;

/**
 * The icon of the main menu's link, with how much is new for the person. On the inbox page the stream keeps it up to date;
 * elsewhere it asks once a minute. The menu shows the link, and so this, only to those who may use the inbox.
 */
export function MenuIcon(props: SVGProps<SVGSVGElement>) {
  const { data } = useGetNotificationsQuery(undefined, { pollingInterval: MINUTE_MS });
  return (
    <CountedPlace data-menu-badge>
      <Discuss {...props} />
      <CountMark count={data?.unread ?? 0} />
    </CountedPlace>
  );
}
