import { Field } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';
import { useGetCandidatesQuery } from '../../../api/authorised-users';
import { ErrorState } from '../../../components/error-state';
import { PeopleSelect } from '../../../components/people-select';
import { useTranslate } from '../../../i18n/use-translate';

/** Who may read and answer; for a new account, where the change is not saved by itself. */
export function AuthorisedField() {
  const t = useTranslate();
  const field = useField<number[]>('authorisedUserIds');
  const { data: candidates = [], error, isLoading, refetch } = useGetCandidatesQuery();
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <Field.Root name="authorisedUserIds" error={field.error} hint={t('authorised.hint')} width="100%">
      <Field.Label>{t('authorised.title')}</Field.Label>
      <PeopleSelect
        loading={isLoading}
        people={candidates.map(({ id, name, mayUseInbox }) => ({
          id,
          label: mayUseInbox ? name : t('authorised.without-inbox', { name }),
        }))}
        value={field.value ?? []}
        onChange={(ids) => field.onChange('authorisedUserIds', ids)}
      />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}
