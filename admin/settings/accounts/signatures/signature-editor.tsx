import { Field, Flex, NumberInput } from '@strapi/design-system';
import { useEffect, useRef, useState, type ClipboardEvent, type MouseEvent } from 'react';
import type { SignaturePictureDto } from '../../../../server/api/contracts/signatures';
import { EditorSurface } from '../../../inbox/composer/editor-surface';
import { EditorToolbar } from '../../../inbox/composer/editor-toolbar';
import { useTranslate } from '../../../i18n/use-translate';
import { InsertMenu } from './insert-menu';
import { cleanSignatureHtml, readSignature, showPictures, showSignature } from './signature-rich-text';
import { useCaret } from './use-caret';

interface Props {
  accountId: string;
  html: string;
  pictures: SignaturePictureDto[];
  onPictures: (added: SignaturePictureDto[]) => void;
  onChange: (html: string) => void;
}

/** What is written, as it will look. The browser owns the content while it is on the page. */
export function SignatureEditor({ accountId, html, pictures, onPictures, onChange }: Props) {
  const t = useTranslate();
  const editor = useRef<HTMLDivElement>(null);
  const first = useRef({ html, pictures });
  const restoreCaret = useCaret(editor);
  const [image, setImage] = useState<HTMLImageElement | null>(null);
  useEffect(() => {
    if (editor.current) showSignature(editor.current, first.current.html, first.current.pictures);
  }, []);

  const report = () => {
    if (editor.current) onChange(readSignature(editor.current));
  };
  const insert = (added: string, newPictures: SignaturePictureDto[] = []) => {
    restoreCaret();
    document.execCommand('insertHTML', false, cleanSignatureHtml(added));
    if (editor.current) showPictures(editor.current, [...pictures, ...newPictures]);
    if (newPictures.length > 0) onPictures(newPictures);
    report();
  };
  const onPaste = (event: ClipboardEvent) => {
    event.preventDefault();
    const pasted = cleanSignatureHtml(event.clipboardData.getData('text/html'));
    if (pasted) document.execCommand('insertHTML', false, pasted);
    else document.execCommand('insertText', false, event.clipboardData.getData('text/plain'));
  };
  const onClick = (event: MouseEvent) =>
    setImage(event.target instanceof HTMLImageElement && event.target.dataset.contentId ? event.target : null);
  const resize = (width: number | undefined) => {
    if (!image || width === undefined || !(width >= 8 && width <= 600)) return;
    image.setAttribute('width', String(Math.round(width)));
    // The server works the height out of the picture.
    image.removeAttribute('height');
    report();
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <EditorToolbar editor={editor} disabled={false} onChange={report} />
      <InsertMenu accountId={accountId} onInsert={insert} />
      <EditorSurface
        ref={editor}
        role="textbox"
        aria-multiline
        aria-label={t('signature.content')}
        contentEditable
        suppressContentEditableWarning
        data-placeholder={t('signature.placeholder')}
        data-empty={html === ''}
        dir="auto"
        onInput={report}
        onPaste={onPaste}
        onClick={onClick}
      />
      {image && (
        <Field.Root name="signature-picture-width" hint={t('signature.picture.width.hint')}>
          <Field.Label>{t('signature.picture.width')}</Field.Label>
          <NumberInput size="S" value={Number(image.getAttribute('width') ?? image.width)} onValueChange={resize} />
          <Field.Hint />
        </Field.Root>
      )}
    </Flex>
  );
}
