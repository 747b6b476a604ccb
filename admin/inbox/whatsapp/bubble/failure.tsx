import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { MessageDto } from '../../../../server/api/contracts/inbox';
import { ForeignText } from '../../../components/foreign-text';
import { ResendFailed } from '../../conversation/resend-failed';
import { ResendUncertain } from '../../conversation/resend-uncertain';
import { failureWords, isWindowClosed } from './failure-words';

interface Props {
  conversationId: string;
  message: MessageDto;
  windowOpen: boolean;
}

/** What happened, what to do, and the way to do it. */
export function Failure({ conversationId, message: { id, status, error }, windowOpen }: Props) {
  const { locale } = useIntl();
  const words = error && failureWords(error, locale);
  if (status === 'uncertain') return <ResendUncertain conversationId={conversationId} messageId={id} />;
  const waits = status === 'queued' || status === 'sending';
  if (status !== 'failed' && !(waits && words)) return null;
  return (
    <Flex direction="column" alignItems="flex-start" gap={2} aria-live="polite">
      {words && (
        <Typography variant="pi" textColor={waits ? 'neutral700' : 'danger700'} style={{ overflowWrap: 'anywhere' }}>
          {waits ? words.message : `${words.message} ${words.action}`.trim()}
          {words.details && (
            <>
              {' '}
              <ForeignText>{words.details}</ForeignText>
            </>
          )}
        </Typography>
      )}
      {status === 'failed' && (windowOpen || !isWindowClosed(error)) && (
        <ResendFailed conversationId={conversationId} messageId={id} />
      )}
    </Flex>
  );
}
