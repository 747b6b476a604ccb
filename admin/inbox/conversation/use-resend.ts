import { useRetryMessageMutation } from '../../api/messages';
import { useNotify } from '../../components/use-notify';
import { useTranslate } from '../../i18n/use-translate';

/** The server makes a new attempt of the same message; nothing is sent from here. */
export function useResend(conversationId: string, messageId: string) {
  const t = useTranslate();
  const notify = useNotify();
  const [retry, { isLoading }] = useRetryMessageMutation();
  const resend = async () => {
    const answer = await retry({ conversationId, messageId });
    if ('error' in answer) notify.failed(answer.error);
    else notify.done(t('message.resent'));
  };
  return { resend, isLoading };
}
