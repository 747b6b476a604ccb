import { Flex, IconButton, IconButtonGroup } from '@strapi/design-system';
import {
  ArrowClockwise,
  ArrowsCounterClockwise,
  Bold,
  BulletList,
  Italic,
  Link,
  NumberList,
  Quotes,
  Underline,
} from '@strapi/icons';
import { useEditorState, type Editor } from '@tiptap/react';
import type { MouseEvent, ReactNode } from 'react';
import type { TranslationKey } from '../../../i18n/translation-key';
import { useTranslate } from '../../../i18n/use-translate';
import { LinkForm } from '../link-form';
import { ImageSizeButtons } from './image-size-buttons';
import { setLink } from './set-link';

interface Format {
  name: string;
  key: TranslationKey;
  icon: ReactNode;
  toggle: (editor: Editor) => void;
}

const FORMATS: Format[] = [
  { name: 'bold', key: 'composer.bold', icon: <Bold />, toggle: (editor) => editor.chain().focus().toggleBold().run() },
  {
    name: 'italic',
    key: 'composer.italic',
    icon: <Italic />,
    toggle: (editor) => editor.chain().focus().toggleItalic().run(),
  },
  {
    name: 'underline',
    key: 'composer.underline',
    icon: <Underline />,
    toggle: (editor) => editor.chain().focus().toggleUnderline().run(),
  },
  {
    name: 'bulletList',
    key: 'composer.bullets',
    icon: <BulletList />,
    toggle: (editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    name: 'orderedList',
    key: 'composer.numbers',
    icon: <NumberList />,
    toggle: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  {
    name: 'blockquote',
    key: 'composer.quotation',
    icon: <Quotes />,
    toggle: (editor) => editor.chain().focus().toggleBlockquote().run(),
  },
];

interface Props {
  editor: Editor;
  disabled: boolean;
  linking: boolean;
  onLinking: (linking: boolean) => void;
}

export function FormatToolbar({ editor, disabled, linking, onLinking }: Props) {
  const t = useTranslate();
  const state = useEditorState({
    editor,
    selector: ({ editor: current }) => ({
      active: [...FORMATS.map(({ name }) => name), 'link'].filter((name) => current.isActive(name)),
      canUndo: current.can().undo(),
      canRedo: current.can().redo(),
    }),
  });
  const link = (url: string) => {
    onLinking(false);
    setLink(editor, url);
  };
  const cancel = () => {
    onLinking(false);
    editor.commands.focus();
  };
  // A click must not take the focus out of the editor.
  const keepFocus = (event: MouseEvent) => event.preventDefault();

  return (
    <Flex direction="column" alignItems="stretch" gap={2} paddingBottom={1}>
      <Flex gap={2} wrap="wrap" onMouseDown={keepFocus}>
        <IconButtonGroup role="toolbar" aria-label={t('composer.formatting')}>
          {FORMATS.map(({ name, key, icon, toggle }) => (
            <IconButton
              key={name}
              label={t(key)}
              disabled={disabled}
              aria-pressed={state.active.includes(name)}
              onClick={() => toggle(editor)}
            >
              {icon}
            </IconButton>
          ))}
          <IconButton
            label={t('composer.link')}
            disabled={disabled}
            aria-pressed={state.active.includes('link')}
            onClick={() => onLinking(true)}
          >
            <Link />
          </IconButton>
          <IconButton
            label={t('composer.undo')}
            disabled={disabled || !state.canUndo}
            onClick={() => editor.chain().focus().undo().run()}
          >
            <ArrowsCounterClockwise />
          </IconButton>
          <IconButton
            label={t('composer.redo')}
            disabled={disabled || !state.canRedo}
            onClick={() => editor.chain().focus().redo().run()}
          >
            <ArrowClockwise />
          </IconButton>
        </IconButtonGroup>
        {!disabled && <ImageSizeButtons editor={editor} />}
      </Flex>
      {linking && <LinkForm onLink={link} onCancel={cancel} />}
    </Flex>
  );
}
