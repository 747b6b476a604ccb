import { Flex, Typography } from '@strapi/design-system';
import type { InvitationDto } from '../../../../server/api/contracts/invitations';
import { ForeignText } from '../../../components/foreign-text';
import { useTranslate } from '../../../i18n/use-translate';

const MOST = 12;

/** Who is invited and what each has answered, as far as the sender knew. */
export function AttendeeList({ attendees, attendeeCount }: Pick<InvitationDto, 'attendees' | 'attendeeCount'>) {
  const t = useTranslate();
  const shown = attendees.slice(0, MOST);
  return (
    <Flex tag="ul" gap={3} wrap="wrap" aria-label={t('invitation.attendees')}>
      {shown.map(({ name, address, status, optional }, index) => (
        <Typography key={index} tag="li" variant="pi" style={{ overflowWrap: 'anywhere' }}>
          <ForeignText>{name || address}</ForeignText>{' '}
          <Typography variant="pi" textColor="neutral600">
            ({t(`invitation.attendee.${status}`)}
            {optional && `, ${t('invitation.attendee.optional')}`})
          </Typography>
        </Typography>
      ))}
      {attendeeCount > shown.length && (
        <Typography tag="li" variant="pi" textColor="neutral600">
          {t('invitation.attendees.more', { count: attendeeCount - shown.length })}
        </Typography>
      )}
    </Flex>
  );
}
