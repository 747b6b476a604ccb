import { Flex, Typography } from '@strapi/design-system';
import type { TemplateValues } from '../../../server/templates/variables';
import { Choice } from '../../components/choice';
import type { TemplateChoice } from './matching-templates';
import { TemplateText } from './template-text';

interface Props {
  template: TemplateChoice;
  body: string;
  values: TemplateValues;
  rich: boolean;
  onChoose: () => void;
}

/** A template in a list to choose from, as it would read here. */
export function TemplateChoiceButton({ template, body, values, rich, onChoose }: Props) {
  return (
    <Choice type="button" data-template={template.name} onClick={onChoose}>
      <Flex justifyContent="space-between" gap={2}>
        <Typography fontWeight="bold" ellipsis>
          {template.name}
        </Typography>
        <Typography variant="pi" textColor="neutral600" style={{ flexShrink: 0 }}>
          {[...template.labels, template.language].join(' · ')}
        </Typography>
      </Flex>
      <TemplateText body={body} values={values} rich={rich} short />
    </Choice>
  );
}
