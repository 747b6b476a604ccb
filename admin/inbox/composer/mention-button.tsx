import { Button, Flex, Popover, Typography } from '@strapi/design-system';
import { useAuth } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useGetAgentsQuery } from '../../api/inbox';
import { useWritingOn } from '../../components/use-writing-on';
import { useTranslate } from '../../i18n/use-translate';

interface Props {
  accountId: string;
  disabled: boolean;
}

const EDITOR = '[data-composer] [contenteditable="true"], [data-composer] textarea';

/** Writes the name of a colleague into the note, who is then told of it. Typing `@` and the whole name does the same. */
export function MentionButton({ accountId, disabled }: Props) {
  const t = useTranslate();
  const me = useAuth('MentionButton', (auth) => auth.user?.id);
  const [open, setOpen] = useState(false);
  const { writeOn, onCloseAutoFocus } = useWritingOn();
  const { data: agents = [] } = useGetAgentsQuery(accountId);
  const others = agents.filter(({ id }) => id !== me);
  const write = (name: string) => {
    setOpen(false);
    // The list lets go of the focus first. As typed, so that any editor takes it and can undo it; the space before it parts
    // it from a word, which would make an address of both.
    window.setTimeout(() => {
      const editor = document.querySelector<HTMLElement>(EDITOR);
      editor?.focus();
      writeOn(editor);
      document.execCommand('insertText', false, ` @${name} `);
    });
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger>
        <Button size="S" variant="tertiary" disabled={disabled}>
          {t('mention.button')}
        </Button>
      </Popover.Trigger>
      <Popover.Content side="top" align="start" onCloseAutoFocus={onCloseAutoFocus}>
        <Flex direction="column" alignItems="stretch" gap={1} padding={2} maxHeight="30rem" overflow="auto">
          {others.length === 0 && <Typography textColor="neutral600">{t('mention.nobody')}</Typography>}
          {others.map(({ id, name }) => (
            <Button key={id} variant="ghost" size="S" fullWidth onClick={() => write(name)}>
              {name}
            </Button>
          ))}
        </Flex>
      </Popover.Content>
    </Popover.Root>
  );
}
