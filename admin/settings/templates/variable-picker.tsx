import { Button, Flex, Popover } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useState } from 'react';
import { TEMPLATE_VARIABLES, type TemplateVariable } from '../../../server/templates/variables';
import { useWritingOn } from '../../components/use-writing-on';
import { useTranslate } from '../../i18n/use-translate';

/** What a template can name, in words. */
export function VariablePicker({ onChoose }: { onChoose: (name: TemplateVariable) => void }) {
  const t = useTranslate();
  const [open, setOpen] = useState(false);
  const { writeOn, onCloseAutoFocus } = useWritingOn();
  const choose = (name: TemplateVariable) => {
    setOpen(false);
    // The list lets go of the focus first.
    window.setTimeout(() => {
      onChoose(name);
      writeOn(document.activeElement);
    });
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger>
        <Button size="S" variant="tertiary" startIcon={<Plus />}>
          {t('templates.variable.insert')}
        </Button>
      </Popover.Trigger>
      <Popover.Content side="bottom" align="start" onCloseAutoFocus={onCloseAutoFocus}>
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
