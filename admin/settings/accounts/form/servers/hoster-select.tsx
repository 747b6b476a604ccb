import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { forOwnDomains } from '../../../../../mail-providers/directory';
import { useTranslate } from '../../../../i18n/use-translate';

interface Props {
  domain: string;
  chosen: string | null;
  onChoose: (id: string | null) => void;
}

/** Nothing in an address of one's own domain tells who hosts it. */
export function HosterSelect({ domain, chosen, onChoose }: Props) {
  const t = useTranslate();
  return (
    <Field.Root name="hoster" hint={t('suggestion.hoster.hint')} width="100%">
      <Field.Label>{t('suggestion.hoster', { domain })}</Field.Label>
      <SingleSelect
        placeholder={t('suggestion.hoster.none')}
        clearLabel={t('suggestion.hoster.none')}
        value={chosen ?? ''}
        onChange={(id) => onChoose(String(id) || null)}
        onClear={() => onChoose(null)}
      >
        {forOwnDomains.map(({ id, name }) => (
          <SingleSelectOption key={id} value={id}>
            {name}
          </SingleSelectOption>
        ))}
      </SingleSelect>
      <Field.Hint />
    </Field.Root>
  );
}
