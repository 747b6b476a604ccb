import { Flex, TextButton, Typography } from '@strapi/design-system';
import { Calendar, Download } from '@strapi/icons';
import type { ReactNode } from 'react';
import type { AttachmentDto, MessageDto } from '../../../../server/api/contracts/inbox';
import type { InvitationDto } from '../../../../server/api/contracts/invitations';
import { ForeignText } from '../../../components/foreign-text';
import { withVisibleCharacters } from '../../../components/visible-characters';
import { useTranslate } from '../../../i18n/use-translate';
import { useDownload } from '../../media/use-download';
import { AttendeeList } from './attendee-list';
import { useStanding } from './later-invitations';
import { useInvitationTime } from './use-invitation-time';
import { useRecurrenceText } from './use-recurrence-text';

interface Props {
  message: MessageDto;
  invitation: InvitationDto;
  file: AttachmentDto | undefined;
}

/** What an invitation says, so that nobody has to open its file: what it asks, what, when, where and with whom. */
export function InvitationCard({ message, invitation, file }: Props) {
  const t = useTranslate();
  const timeOf = useInvitationTime();
  const recurrenceText = useRecurrenceText();
  const { later, doubt } = useStanding({ message, invitation });
  const heading = useHeading(invitation, doubt === null);
  const { download, isPreparing } = useDownload();
  const { summary, location, organiser, attendees, recurrence, occurrence } = invitation;
  const { when, original } = timeOf(invitation);
  const off = invitation.method === 'cancel' || later === 'cancel';
  return (
    <Flex
      tag="section"
      aria-label={heading}
      data-invitation={invitation.method}
      gap={3}
      padding={4}
      hasRadius
      alignItems="flex-start"
      background={off ? 'danger100' : 'primary100'}
      borderColor={off ? 'danger200' : 'primary200'}
    >
      <Flex aria-hidden paddingTop={1}>
        <Calendar fill={off ? 'danger600' : 'primary600'} />
      </Flex>
      <Flex direction="column" alignItems="stretch" gap={2} minWidth={0} flex="1">
        <Typography variant="sigma" textColor={off ? 'danger700' : 'primary700'}>
          {heading}
        </Typography>
        <Typography
          fontWeight="bold"
          style={{ overflowWrap: 'anywhere', textDecoration: off ? 'line-through' : undefined }}
        >
          {summary === '' ? t('invitation.untitled') : <ForeignText>{summary}</ForeignText>}
        </Typography>
        <Typography style={{ overflowWrap: 'anywhere' }}>{when}</Typography>
        {original !== null && <Small>{original}</Small>}
        {recurrence && <Small>{recurrenceText(recurrence)}</Small>}
        {occurrence && (
          <Small>
            {t('invitation.occurrence', {
              when: timeOf({ start: occurrence, end: null, allDay: occurrence.local.length === 10 }).when,
            })}
          </Small>
        )}
        {location !== '' && (
          <Small>
            {t('invitation.location')} <ForeignText>{location}</ForeignText>
          </Small>
        )}
        {organiser && (
          <Small>
            {t('invitation.organiser')} <ForeignText>{organiser.name || organiser.address}</ForeignText>
          </Small>
        )}
        {attendees.length > 0 && invitation.method !== 'reply' && <AttendeeList {...invitation} />}
        {doubt && (
          <Typography variant="pi" fontWeight="semiBold" textColor="danger700">
            {t(`invitation.doubt.${doubt}`)}
          </Typography>
        )}
        {later && (
          <Typography variant="pi" fontWeight="semiBold" textColor="danger700">
            {t(`invitation.later.${later}`)}
          </Typography>
        )}
        {file?.state === 'stored' && (
          <Flex>
            <TextButton startIcon={<Download aria-hidden />} disabled={isPreparing} onClick={() => void download(file)}>
              {t('invitation.file')}
            </TextButton>
          </Flex>
        )}
      </Flex>
    </Flex>
  );
}

function Small({ children }: { children: ReactNode }) {
  return (
    <Typography variant="pi" textColor="neutral700" style={{ overflowWrap: 'anywhere' }}>
      {children}
    </Typography>
  );
}

/** An answer says whose it is, where it can be theirs; an invitation that was sent before says that it changed. */
function useHeading({ method, sequence, attendees }: InvitationDto, certain: boolean): string {
  const t = useTranslate();
  const [person] = attendees;
  if (method === 'reply' && person && certain) {
    return t(`invitation.reply.${person.status}`, { name: withVisibleCharacters(person.name || person.address) });
  }
  if (method === 'request' && sequence > 0) return t('invitation.method.update');
  return t(`invitation.method.${method}`);
}
