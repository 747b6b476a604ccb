import { Field, MultiSelect, MultiSelectOption } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';
import { useGetCandidatesQuery } from '../../../api/authorised-users';
import { ErrorState } from '../../../components/error-state';
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
      <MultiSelect
        withTags
        loading={isLoading}
        placeholder={t('authorised.placeholder')}
        value={(field.value ?? []).map(String)}
        onChange={(ids) => field.onChange('authorisedUserIds', ids.map(Number))}
      >
        {candidates.map((person) => (
          <MultiSelectOption key={person.id} value={String(person.id)}>
            {person.mayUseInbox ? person.name : t('authorised.without-inbox', { name: person.name })}
          </MultiSelectOption>
        ))}
      </MultiSelect>
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}
