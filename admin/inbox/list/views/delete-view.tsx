import type { ViewDto } from '../../../../server/api/contracts/views';
import { useDeleteViewMutation } from '../../../api/views';
import { ConfirmButton } from '../../../components/confirm-button';
import { useNotify } from '../../../components/use-notify';
import { useTranslate } from '../../../i18n/use-translate';

export function DeleteView({ view: { id, name } }: { view: Pick<ViewDto, 'id' | 'name'> }) {
  const t = useTranslate();
  const notify = useNotify();
  const [remove, { isLoading }] = useDeleteViewMutation();
  const run = async () => {
    const answer = await remove(id);
    if ('error' in answer) notify.failed(answer.error);
  };
  return (
    <ConfirmButton
      label={t('views.delete')}
      title={t('views.delete.title', { name })}
      confirmLabel={t('action.delete')}
      variant="ghost"
      size="S"
      loading={isLoading}
      onConfirm={() => void run()}
    >
      {t('views.delete.text')}
    </ConfirmButton>
  );
}
