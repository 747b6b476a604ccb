import { Button, Dialog, IconButton } from '@strapi/design-system';
import { Trash } from '@strapi/icons';
import type { ManagedTagDto } from '../../../server/api/contracts/tags';
import { useDeleteTagMutation } from '../../api/tags';
import { useNotify } from '../../components/use-notify';
import { useTranslate } from '../../i18n/use-translate';

/** Says first on how many conversations it stands, and that it stays there. */
export function DeleteTag({ tag: { id, name, conversations } }: { tag: ManagedTagDto }) {
  const t = useTranslate();
  const notify = useNotify();
  const [remove, { isLoading }] = useDeleteTagMutation();
  const run = async () => {
    const answer = await remove(id);
    if ('error' in answer) notify.failed(answer.error);
    else notify.done(t('tags.deleted', { name }));
  };
  return (
    <Dialog.Root>
      <Dialog.Trigger>
        <IconButton variant="ghost" label={t('tags.delete', { name })} disabled={isLoading}>
          <Trash />
        </IconButton>
      </Dialog.Trigger>
      <Dialog.Content>
        <Dialog.Header>{t('tags.delete.title', { name })}</Dialog.Header>
        <Dialog.Body textAlign="center">{t('tags.delete.text', { count: conversations })}</Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button fullWidth variant="tertiary">
              {t('action.cancel')}
            </Button>
          </Dialog.Cancel>
          <Dialog.Action>
            <Button fullWidth variant="danger-light" onClick={() => void run()}>
              {t('action.delete')}
            </Button>
          </Dialog.Action>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
}
