import { Button, Flex, Typography } from '@strapi/design-system';
import { ArrowLeft, PaperPlane, Trash } from '@strapi/icons';
import { useIntl } from 'react-intl';
import type { MessageDto } from '../../../server/api/contracts/inbox';
import { useCancelMessageMutation, useSendMessageNowMutation } from '../../api/messages';
import { onServer } from '../../components/server-clock';
import { useNotify } from '../../components/use-notify';
import { useSecondClock } from '../../components/use-second-clock';
import { useTranslate } from '../../i18n/use-translate';
import { draftRestored } from '../composer/restored-drafts';

interface Props {
  conversationId: string;
  message: MessageDto;
}

/** Of an answer that has not gone out: when it will, and how to think again. */
export function HeldMessage({ conversationId, message }: Props) {
  if (message.sendAt === null) return null;
  return message.status === 'scheduled' ? (
    <Scheduled conversationId={conversationId} message={message} at={message.sendAt} />
  ) : (
    <ThinkingAgain conversationId={conversationId} message={message} at={message.sendAt} />
  );
}

function ThinkingAgain({ conversationId, message, at }: Props & { at: string }) {
  const t = useTranslate();
  const { takeBack, isLoading } = useTakeBack(conversationId, message.id);
  const seconds = Math.ceil((Date.parse(at) - onServer(useSecondClock())) / 1_000);
  if (seconds <= 0) return null;
  return (
    <Button size="S" variant="secondary" startIcon={<ArrowLeft />} loading={isLoading} onClick={() => void takeBack()}>
      {t('held.undo', { seconds })}
    </Button>
  );
}

function Scheduled({ conversationId, message, at }: Props & { at: string }) {
  const t = useTranslate();
  const { formatDate } = useIntl();
  const notify = useNotify();
  const [sendNow, { isLoading: sending }] = useSendMessageNowMutation();
  const { takeBack, isLoading } = useTakeBack(conversationId, message.id);
  const now = async () => {
    const answer = await sendNow({ conversationId, messageId: message.id });
    if ('error' in answer) notify.failed(answer.error);
  };
  return (
    <Flex direction="column" alignItems="flex-start" gap={2}>
      <Typography variant="pi">
        {t('held.at', { at: formatDate(at, { dateStyle: 'full', timeStyle: 'short' }) })}
      </Typography>
      <Flex gap={2} wrap="wrap">
        <Button size="S" variant="tertiary" startIcon={<PaperPlane />} loading={sending} onClick={() => void now()}>
          {t('held.send-now')}
        </Button>
        <Button size="S" variant="tertiary" startIcon={<Trash />} loading={isLoading} onClick={() => void takeBack()}>
          {t('held.cancel')}
        </Button>
      </Flex>
    </Flex>
  );
}

function useTakeBack(conversationId: string, messageId: string) {
  const t = useTranslate();
  const notify = useNotify();
  const [cancel, { isLoading }] = useCancelMessageMutation();
  const takeBack = async () => {
    const answer = await cancel({ conversationId, messageId });
    if ('error' in answer) notify.failed(answer.error);
    else if (answer.data) draftRestored(conversationId);
    else notify.done(t('held.kept'));
  };
  return { takeBack, isLoading };
}
