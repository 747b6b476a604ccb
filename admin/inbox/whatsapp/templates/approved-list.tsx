import { Box, Flex, TextInput, Typography } from '@strapi/design-system';
import { useMemo, useState } from 'react';
import { useIntl } from 'react-intl';
import type { HiddenTemplateDto } from '../../../../server/api/contracts/templates';
import type { TemplateValues } from '../../../../server/templates/variables';
import { useChoiceKeys } from '../../../components/choice';
import { useTranslate } from '../../../i18n/use-translate';
import { matchingTemplates, toSearchable, type TemplateChoice } from '../../templates/matching-templates';
import { TemplateChoiceButton } from '../../templates/template-choice-button';
import { HiddenTemplates } from './hidden-templates';

interface Props {
  templates: readonly TemplateChoice[];
  hidden: readonly HiddenTemplateDto[];
  values: TemplateValues;
  /** Where there is none. */
  none: string;
  onChoose: (template: TemplateChoice) => void;
}

/** What Meta has approved, to choose from, and what it has not, with the reason. */
export function ApprovedList({ templates, hidden, values, none, onChoose }: Props) {
  const t = useTranslate();
  const { locale } = useIntl();
  const [typed, setTyped] = useState('');
  const { list, walk, takeFirst } = useChoiceKeys();
  const searchable = useMemo(() => toSearchable(templates.filter(({ approved }) => approved !== null)), [templates]);
  const found = useMemo(() => matchingTemplates(searchable, typed, locale), [searchable, typed, locale]);
  return (
    <Flex direction="column" alignItems="stretch" gap={2} onKeyDown={walk} data-approved-templates>
      {searchable.length === 0 ? (
        <Typography variant="pi" textColor="neutral700">
          {none}
        </Typography>
      ) : (
        <>
          <TextInput
            size="S"
            aria-label={t('template.search')}
            placeholder={t('template.search')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={takeFirst}
          />
          <Box maxHeight="24rem" overflow="auto" ref={list}>
            {found.map((template) => (
              <TemplateChoiceButton
                key={template.id}
                template={template}
                body={template.approved?.content.body ?? ''}
                values={values}
                rich={false}
                onChoose={() => onChoose(template)}
              />
            ))}
            {found.length === 0 && (
              <Typography variant="pi" textColor="neutral700">
                {t('template.no-match')}
              </Typography>
            )}
          </Box>
        </>
      )}
      <HiddenTemplates hidden={hidden} />
    </Flex>
  );
}
