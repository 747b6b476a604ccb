import { Flex, IconButton } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import type { MessageDto } from '../../../../server/api/contracts/inbox';
import { useTranslate } from '../../../i18n/use-translate';
import { ExcerptBox } from '../bubble/excerpt-box';

interface Props {
  message: MessageDto | null;
  disabled: boolean;
  onRemove: () => void;
}

/** Which message the next one answers. */
export function AnsweredMessage({ message, disabled, onRemove }: Props) {
  const t = useTranslate();
  return (
    <Flex
      justifyContent="space-between"
      gap={2}
      padding={2}
      hasRadius
      background="neutral100"
      role="group"
      aria-label={t('whatsapp.composer.answers')}
    >
      <ExcerptBox message={message} />
      <IconButton label={t('whatsapp.composer.answers.remove')} variant="ghost" disabled={disabled} onClick={onRemove}>
        <Cross />
      </IconButton>
    </Flex>
  );
}
