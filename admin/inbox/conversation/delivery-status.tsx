import { Flex, Typography } from '@strapi/design-system';
import { Check, CheckCircle, Clock, CrossCircle, Question } from '@strapi/icons';
import type { ReactNode } from 'react';
import type { MessageDto, MessageStatus } from '../../../server/api/contracts/inbox';
import { useTranslate } from '../../i18n/use-translate';
import { HeldMessage } from './held-message';
import { RecipientOutcomes } from './recipient-outcomes';
import { ResendFailed } from './resend-failed';
import { ResendUncertain } from './resend-uncertain';

const ICON: Record<MessageStatus, ReactNode> = {
  received: <Check aria-hidden />,
  scheduled: <Clock aria-hidden />,
  queued: <Clock aria-hidden />,
  sending: <Clock aria-hidden />,
  accepted: <Check aria-hidden />,
  sent: <Check aria-hidden />,
  delivered: <CheckCircle aria-hidden />,
  read: <CheckCircle aria-hidden />,
  failed: <CrossCircle aria-hidden fill="danger600" />,
  uncertain: <Question aria-hidden fill="warning600" />,
  cancelled: <CrossCircle aria-hidden />,
};

interface Props {
  conversationId: string;
  message: MessageDto;
}

/** How far an answer got, in words, and what a person can do where it got stuck. */
export function DeliveryStatus({ conversationId, message }: Props) {
  const t = useTranslate();
  const { status, error } = message;
  const bounced = status === 'failed' && error?.code === 'bounced';
  return (
    <Flex direction="column" alignItems="flex-start" gap={2} aria-live="polite">
      <Flex gap={2}>
        {ICON[status]}
        <Typography variant="pi" fontWeight="semiBold" textColor={status === 'failed' ? 'danger600' : 'neutral600'}>
          {bounced ? t('message.status.bounced') : t(`message.status.${status}`)}
        </Typography>
      </Flex>
      <HeldMessage conversationId={conversationId} message={message} />
      <RecipientOutcomes message={message} />
      {error && status === 'failed' && !bounced && (
        <Typography variant="pi" textColor="danger600" style={{ overflowWrap: 'anywhere' }}>
          {error.message}
        </Typography>
      )}
      {status === 'failed' && <ResendFailed conversationId={conversationId} messageId={message.id} />}
      {status === 'uncertain' && <ResendUncertain conversationId={conversationId} messageId={message.id} />}
    </Flex>
  );
}
