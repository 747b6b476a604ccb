import { Flex, TextButton, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { MessageDto } from '../../../server/api/contracts/inbox';
import { withVisibleCharacters } from '../../components/visible-characters';
import { useTranslate } from '../../i18n/use-translate';

interface Props {
  /** Null: of a page that is not loaded. */
  message: MessageDto | null;
  disabled: boolean;
  onLeave: () => void;
}

/** Which mail is answered, where its writer chose one, and the way back to the newest. */
export function AnsweredLine({ message, disabled, onLeave }: Props) {
  const t = useTranslate();
  const { formatDate } = useIntl();
  return (
    <Flex gap={3} wrap="wrap" role="status">
      <Typography variant="pi" textColor="neutral700" style={{ overflowWrap: 'anywhere' }}>
        {message
          ? t('composer.answered', {
              name: withVisibleCharacters(message.author?.name ?? (message.from.name || message.from.address)),
              date: formatDate(message.sentAt, { dateStyle: 'medium', timeStyle: 'short' }),
            })
          : t('composer.answered.earlier')}
      </Typography>
      <TextButton disabled={disabled} onClick={onLeave}>
        {t('composer.answered.leave')}
      </TextButton>
    </Flex>
  );
}
