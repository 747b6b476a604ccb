import { Button, Field, Flex, TextInput, Typography } from '@strapi/design-system';
import { useState, type FormEvent } from 'react';
import { fillTemplate } from '../../../server/templates/language';
import type { TemplateValues } from '../../../server/templates/variables';
import { useTranslate } from '../../i18n/use-translate';
import type { TemplateChoice } from './matching-templates';
import { TemplateText } from './template-text';

interface Props {
  template: TemplateChoice;
  values: TemplateValues;
  /** All of it that has to be filled. */
  asks: string;
  rich: boolean;
  onBack: () => void;
  onInsert: (values: TemplateValues) => void;
}

/** Asks for what the conversation does not say, and shows what comes of it. */
export function MissingValues({ template, values, asks, rich, onBack, onInsert }: Props) {
  const t = useTranslate();
  const [missing] = useState(() => fillTemplate(asks, values).missing);
  const [given, setGiven] = useState<TemplateValues>({});
  const all = { ...values, ...given };
  const complete = fillTemplate(asks, all).missing.length === 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The list stands in the React tree of the composer, and React's events bubble along that tree.
    event.stopPropagation();
    if (complete) onInsert(all);
  };
  return (
    <form onSubmit={submit}>
      <Flex direction="column" alignItems="stretch" gap={3} padding={3} width="40rem" maxWidth="85vw">
        <Typography fontWeight="bold">{template.name}</Typography>
        {missing.map((name, index) => (
          <Field.Root key={name} name={name} required>
            <Field.Label>{t(`template.variable.${name}`)}</Field.Label>
            <TextInput
              size="S"
              autoFocus={index === 0}
              maxLength={200}
              value={given[name] ?? ''}
              onChange={(event) => setGiven((before) => ({ ...before, [name]: event.target.value }))}
            />
          </Field.Root>
        ))}
        <TemplateText body={template.body} values={all} rich={rich} />
        <Flex justifyContent="space-between" gap={2}>
          <Button variant="tertiary" size="S" onClick={onBack}>
            {t('action.back')}
          </Button>
          <Button type="submit" size="S" disabled={!complete}>
            {t('template.insert')}
          </Button>
        </Flex>
      </Flex>
    </form>
  );
}
