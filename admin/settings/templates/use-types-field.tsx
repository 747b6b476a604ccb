import { Checkbox, Field, Flex } from '@strapi/design-system';
import { USE_TYPES, type UseType } from '../../../server/api/contracts/templates';
import type { Medium } from '../../../server/api/contracts/inbox';
import { useTranslate } from '../../i18n/use-translate';

interface Props {
  medium: Medium;
  value: readonly UseType[];
  onChange: (value: UseType[]) => void;
}

/** What a template is for. On WhatsApp all but the reply need the approval of Meta. */
export function UseTypesField({ medium, value, onChange }: Props) {
  const t = useTranslate();
  return (
    <Field.Root name="template-use-types" hint={t(`templates.use-types.hint.${medium}`)}>
      <Field.Label>{t('templates.use-types')}</Field.Label>
      <Flex role="group" aria-label={t('templates.use-types')} gap={4} wrap="wrap">
        {USE_TYPES.filter((type) => medium === 'whatsapp' || type !== 'window').map((type) => (
          <Checkbox
            key={type}
            checked={value.includes(type)}
            // One at least: a template for nothing would be offered nowhere.
            disabled={value.length === 1 && value[0] === type}
            onCheckedChange={(checked) =>
              onChange(USE_TYPES.filter((one) => (one === type ? checked === true : value.includes(one))))
            }
          >
            {t(`templates.use-type.${type}`)}
          </Checkbox>
        ))}
      </Flex>
      <Field.Hint />
    </Field.Root>
  );
}
