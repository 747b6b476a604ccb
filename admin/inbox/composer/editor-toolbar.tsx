import { Flex, IconButton, IconButtonGroup } from '@strapi/design-system';
import { Bold, BulletList, Italic, Link, NumberList } from '@strapi/icons';
import { useRef, useState, type MouseEvent, type ReactNode, type RefObject } from 'react';
import type { TranslationKey } from '../../i18n/translation-key';
import { useTranslate } from '../../i18n/use-translate';
import { LinkForm } from './link-form';

type Command = 'bold' | 'italic' | 'insertUnorderedList' | 'insertOrderedList';

const COMMANDS: { command: Command; key: TranslationKey; icon: ReactNode }[] = [
  { command: 'bold', key: 'composer.bold', icon: <Bold /> },
  { command: 'italic', key: 'composer.italic', icon: <Italic /> },
  { command: 'insertUnorderedList', key: 'composer.bullets', icon: <BulletList /> },
  { command: 'insertOrderedList', key: 'composer.numbers', icon: <NumberList /> },
];

interface Props {
  editor: RefObject<HTMLDivElement>;
  disabled: boolean;
  onChange: () => void;
}

/** The browser's own commands: deprecated, without a replacement, and what keeps undo whole. */
export function EditorToolbar({ editor, disabled, onChange }: Props) {
  const t = useTranslate();
  const [linking, setLinking] = useState(false);
  const selection = useRef<Range | null>(null);

  const run = (command: Command) => {
    editor.current?.focus();
    document.execCommand(command);
    onChange();
  };
  const openLink = () => {
    const current = document.getSelection();
    const range = current && current.rangeCount > 0 ? current.getRangeAt(0) : null;
    selection.current = range && editor.current?.contains(range.commonAncestorContainer) ? range : null;
    setLinking(true);
  };
  const link = (url: string) => {
    setLinking(false);
    editor.current?.focus();
    const range = selection.current;
    if (range) {
      const current = document.getSelection();
      current?.removeAllRanges();
      current?.addRange(range);
    }
    // Nothing is marked: the address itself becomes the text.
    if (document.getSelection()?.isCollapsed) document.execCommand('insertText', false, url);
    if (range?.collapsed !== false) selectBefore(url.length);
    document.execCommand('createLink', false, url);
    document.getSelection()?.collapseToEnd();
    onChange();
  };
  // A click must not take the selection out of the editor.
  const keepSelection = (event: MouseEvent) => event.preventDefault();

  return (
    <Flex direction="column" alignItems="stretch" gap={2} paddingBottom={1}>
      <IconButtonGroup role="toolbar" aria-label={t('composer.formatting')} onMouseDown={keepSelection}>
        {COMMANDS.map(({ command, key, icon }) => (
          <IconButton key={command} label={t(key)} disabled={disabled} onClick={() => run(command)}>
            {icon}
          </IconButton>
        ))}
        <IconButton label={t('composer.link')} disabled={disabled} onClick={openLink}>
          <Link />
        </IconButton>
      </IconButtonGroup>
      {linking && <LinkForm onLink={link} onCancel={() => setLinking(false)} />}
    </Flex>
  );
}

function selectBefore(length: number): void {
  const selection = document.getSelection();
  for (let step = 0; step < length; step += 1) selection?.modify('extend', 'backward', 'character');
}
