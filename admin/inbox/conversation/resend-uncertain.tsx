import { Flex, Typography } from '@strapi/design-system';
import { ArrowsCounterClockwise } from '@strapi/icons';
import { ConfirmButton } from '../../components/confirm-button';
import { useTranslate } from '../../i18n/use-translate';
import { useResend } from './use-resend';

interface Props {
  conversationId: string;
  messageId: string;
}

/** The customer may have it already, so only a person may decide to send it again. */
export function ResendUncertain({ conversationId, messageId }: Props) {
  const t = useTranslate();
  const { resend, isLoading } = useResend(conversationId, messageId);
  return (
    <Flex direction="column" alignItems="flex-start" gap={2}>
      <Typography variant="pi" textColor="neutral700">
        {t('message.uncertain.text')}
      </Typography>
      <ConfirmButton
        label={t('message.resend')}
        title={t('message.uncertain.title')}
        confirmLabel={t('message.resend')}
        size="S"
        startIcon={<ArrowsCounterClockwise />}
        loading={isLoading}
        onConfirm={() => void resend()}
      >
        {t('message.uncertain.confirm')}
      </ConfirmButton>
    </Flex>
  );
}
