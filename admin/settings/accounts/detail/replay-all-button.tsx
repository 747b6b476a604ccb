import { Typography } from '@strapi/design-system';
import { useReplayAllQuarantinedMutation } from '../../../api/quarantine';
import { ConfirmButton } from '../../../components/confirm-button';
import { useNotify } from '../../../components/use-notify';
import { useTranslate } from '../../../i18n/use-translate';

export function ReplayAllButton({ accountId }: { accountId: string }) {
  const t = useTranslate();
  const notify = useNotify();
  const [replayAll, { isLoading }] = useReplayAllQuarantinedMutation();
  const run = async () => {
    const answer = await replayAll(accountId);
    if ('error' in answer) notify.failed(answer.error);
    else notify.done(t('quarantine.replay-all.done', { count: answer.data.count }));
  };
  return (
    <ConfirmButton
      label={t('quarantine.replay-all')}
      title={t('quarantine.replay-all.title')}
      confirmLabel={t('quarantine.replay-all')}
      loading={isLoading}
      onConfirm={() => void run()}
    >
      <Typography>{t('quarantine.replay-all.text')}</Typography>
    </ConfirmButton>
  );
}
