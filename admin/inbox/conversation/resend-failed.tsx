import { Button } from '@strapi/design-system';
import { ArrowsCounterClockwise } from '@strapi/icons';
import { useTranslate } from '../../i18n/use-translate';
import { useResend } from './use-resend';

interface Props {
  conversationId: string;
  messageId: string;
}

/** The server refused it, so sending again cannot send it twice. */
export function ResendFailed({ conversationId, messageId }: Props) {
  const t = useTranslate();
  const { resend, isLoading } = useResend(conversationId, messageId);
  return (
    <Button
      size="S"
      variant="tertiary"
      startIcon={<ArrowsCounterClockwise />}
      loading={isLoading}
      onClick={() => void resend()}
    >
      {t('message.resend')}
    </Button>
  );
}
