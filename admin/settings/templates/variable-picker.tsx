import { Button, Flex, Popover } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useState } from 'react';
import { TEMPLATE_VARIABLES, type TemplateVariable } from '../../../server/templates/variables';
import { useTranslate } from '../../i18n/use-translate';

/** What a template can name, in words. */
export function VariablePicker({ onChoose }: { onChoose: (name: TemplateVariable) => void }) {
  const t = useTranslate();
  const [open, setOpen] = useState(false);
  const choose = (name: TemplateVariable) => {
    setOpen(false);
    // When the list is gone and gives back the focus.
    window.setTimeout(() => onChoose(name));
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger>
        <Button size="S" variant="tertiary" startIcon={<Plus />}>
          {t('templates.variable.insert')}
        </Button>
      </Popover.Trigger>
      <Popover.Content side="bottom" align="start">
        <Flex direction="column" alignItems="stretch" gap={1} padding={2} maxHeight="36rem" overflow="auto">
          {TEMPLATE_VARIABLES.map((name) => (
            <Button key={name} variant="ghost" size="S" fullWidth onClick={() => choose(name)}>
              {t(`template.variable.${name}`)}
            </Button>
          ))}
        </Flex>
      </Popover.Content>
    </Popover.Root>
  );
}
