import { useEffect, useRef, type ClipboardEvent, type DragEvent, type KeyboardEvent } from 'react';
import { cleanRichText, insertRichText, readRichText, showRichText } from '../../components/safe-html/rich-text';
import { EditorSurface } from './editor-surface';
import { EditorToolbar } from './editor-toolbar';

interface Props {
  label: string;
  placeholder: string;
  html: string;
  /** Shows `html` again when it changes; between, the browser owns what is in the editor. */
  version: number;
  /** When it appears; who opened the composer wants to write. */
  takesFocus: boolean;
  disabled: boolean;
  onChange: (content: { html: string; text: string }) => void;
  onFiles: (files: File[]) => void;
  onSubmit: () => void;
}

export function RichEditor({
  label,
  placeholder,
  html,
  version,
  takesFocus,
  disabled,
  onChange,
  onFiles,
  onSubmit,
}: Props) {
  const editor = useRef<HTMLDivElement>(null);
  const shown = useRef(html);
  shown.current = html;
  const focusFirst = useRef(takesFocus);
  useEffect(() => {
    if (!editor.current) return;
    showRichText(editor.current, shown.current);
    // Sending takes the focus away with the right to edit; who writes on wants it back.
    if (version > 0 || focusFirst.current) editor.current.focus();
  }, [version]);

  const report = () => {
    if (!editor.current) return;
    const text = editor.current.innerText;
    onChange({ html: text.trim() === '' ? '' : readRichText(editor.current), text });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSubmit();
    }
  };
  const takeOver = (data: DataTransfer): void => {
    const html = cleanRichText(data.getData('text/html'));
    if (html) insertRichText(html);
    else document.execCommand('insertText', false, data.getData('text/plain'));
  };
  const onPaste = (event: ClipboardEvent) => {
    event.preventDefault();
    const files = [...event.clipboardData.files];
    if (files.length > 0 && !event.clipboardData.getData('text/plain')) onFiles(files);
    else takeOver(event.clipboardData);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    if (files.length > 0) onFiles(files);
    else takeOver(event.dataTransfer);
  };
  return (
    <div>
      <EditorToolbar editor={editor} disabled={disabled} onChange={report} />
      <EditorSurface
        ref={editor}
        role="textbox"
        aria-multiline
        aria-label={label}
        aria-disabled={disabled}
        contentEditable={!disabled}
        suppressContentEditableWarning
        data-placeholder={placeholder}
        data-empty={html === ''}
        dir="auto"
        onInput={report}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onDrop={onDrop}
      />
    </div>
  );
}
