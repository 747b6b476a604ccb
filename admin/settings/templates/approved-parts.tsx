import { Field, Flex, Grid, SingleSelect, SingleSelectOption, TextInput } from '@strapi/design-system';
import { useTranslate } from '../../i18n/use-translate';
import { Section } from '../../components/section';
import { ButtonsField } from './buttons-field';
import type { TemplateFields } from './template-form';

/** Meta writes the text of those with a code for a login by itself. */
const CATEGORIES = ['utility', 'marketing'] as const;

type Parts = Pick<TemplateFields, 'category' | 'header' | 'footer' | 'buttons'>;
interface Props extends Parts {
  /** Meta does not let the category of an approved one be changed. */
  categoryFixed: boolean;
  onChange: (part: Partial<Parts>) => void;
}

/** What a template has besides its text, and Meta has to approve. */
export function ApprovedParts({ category, header, footer, buttons, categoryFixed, onChange }: Props) {
  const t = useTranslate();
  return (
    <Section title={t('templates.parts')} hint={t('templates.parts.hint')}>
      <Grid.Root gap={4}>
        <Grid.Item col={4} s={12} xs={12} direction="column" alignItems="stretch">
          <Field.Root name="template-category" hint={t(`templates.category.${category}.hint`)}>
            <Field.Label>{t('templates.category')}</Field.Label>
            <SingleSelect
              value={category}
              disabled={categoryFixed}
              onChange={(value) => {
                const chosen = CATEGORIES.find((one) => one === value);
                if (chosen) onChange({ category: chosen });
              }}
            >
              {CATEGORIES.map((one) => (
                <SingleSelectOption key={one} value={one}>
                  {t(`templates.category.${one}`)}
                </SingleSelectOption>
              ))}
            </SingleSelect>
            <Field.Hint />
          </Field.Root>
        </Grid.Item>
        <Grid.Item col={4} s={12} xs={12} direction="column" alignItems="stretch">
          <Field.Root name="template-header" hint={t('templates.header.hint')}>
            <Field.Label>{t('templates.header')}</Field.Label>
            <TextInput
              value={header?.text ?? ''}
              onChange={({ target: { value } }) =>
                onChange({ header: value === '' ? null : { type: 'text', text: value } })
              }
            />
            <Field.Hint />
          </Field.Root>
        </Grid.Item>
        <Grid.Item col={4} s={12} xs={12} direction="column" alignItems="stretch">
          <Field.Root name="template-footer" hint={t('templates.footer.hint')}>
            <Field.Label>{t('templates.footer')}</Field.Label>
            <TextInput value={footer} onChange={({ target: { value } }) => onChange({ footer: value })} />
            <Field.Hint />
          </Field.Root>
        </Grid.Item>
      </Grid.Root>
      <Flex direction="column" alignItems="stretch" paddingTop={4}>
        <ButtonsField value={buttons} onChange={(next) => onChange({ buttons: next })} />
      </Flex>
    </Section>
  );
}
