import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { useMinuteClock } from '../../../components/use-minute-clock';
import { daysAgo } from './day-of';

/** Today and yesterday by their names, else the date. */
export function DayLine({ at }: { at: string }) {
  const { formatDate, formatRelativeTime } = useIntl();
  const ago = daysAgo(at, useMinuteClock());
  const name =
    ago === 0 || ago === 1
      ? formatRelativeTime(-ago, 'day', { numeric: 'auto' })
      : formatDate(at, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  return (
    <Flex justifyContent="center" data-day>
      <Typography
        variant="pi"
        fontWeight="semiBold"
        textColor="neutral700"
        style={{ textTransform: 'none' }}
        role="separator"
        aria-label={name}
      >
        {name.charAt(0).toLocaleUpperCase() + name.slice(1)}
      </Typography>
    </Flex>
  );
}
