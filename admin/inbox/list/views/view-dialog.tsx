import { Field, TextInput } from '@strapi/design-system';
import { useState, type ReactNode } from 'react';
import type { ViewDto } from '../../../../server/api/contracts/views';
import { readApiError } from '../../../api/api-error';
import type { InboxFilters } from '../../../api/inbox';
import { useChangeViewMutation, useSaveViewMutation } from '../../../api/views';
import { FormDialog } from '../../../components/form-dialog';
import { useNotify } from '../../../components/use-notify';
import { useApiErrorText } from '../../../i18n/use-api-error-text';
import { useTranslate } from '../../../i18n/use-translate';
import { toViewFilters } from './view-filters';

const MAX_NAME = 60;

interface Props {
  /** Missing: the present filters get a name. */
  view?: Pick<ViewDto, 'id' | 'name'>;
  filters: InboxFilters;
  trigger: ReactNode;
}

export function ViewDialog({ view, filters, trigger }: Props) {
  const t = useTranslate();
  const notify = useNotify();
  const errorText = useApiErrorText();
  const [save, saving] = useSaveViewMutation();
  const [change, changing] = useChangeViewMutation();
  const [name, setName] = useState(view?.name ?? '');
  const [problem, setProblem] = useState<string>();
  const submit = async () => {
    if (name.trim() === '') {
      setProblem(t('views.name.required'));
      return false;
    }
    const answer = view
      ? await change({ id: view.id, changes: { name } })
      : await save({ name, filters: toViewFilters(filters) });
    if (!('error' in answer)) return true;
    if (readApiError(answer.error).status === 409) setProblem(errorText(answer.error));
    else notify.failed(answer.error);
    return false;
  };
  return (
    <FormDialog
      trigger={trigger}
      title={t(view ? 'views.rename.title' : 'views.save.title')}
      submit={t('action.save')}
      loading={saving.isLoading || changing.isLoading}
      onReset={() => {
        setName(view?.name ?? '');
        setProblem(undefined);
      }}
      onSubmit={submit}
    >
      <Field.Root name="name" required error={problem} hint={t('views.name.hint')}>
        <Field.Label>{t('views.name')}</Field.Label>
        <TextInput
          maxLength={MAX_NAME}
          value={name}
          onChange={(event) => {
            setName(event.target.value);
            setProblem(undefined);
          }}
        />
        <Field.Hint />
        <Field.Error />
      </Field.Root>
    </FormDialog>
  );
}
