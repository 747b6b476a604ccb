import { EditorContent, useEditor, type Editor } from '@tiptap/react';
import { useEffect, useMemo, useRef, useState, type DragEvent } from 'react';
import { cleanRichText } from '../../components/safe-html/rich-text';
import { useTranslate } from '../../i18n/use-translate';
import { addImage, isInsertable, settleImages, type PastedImage, type UploadImage } from './editor/add-images';
import { documentText } from './editor/document-text';
import { composerExtensions } from './editor/extensions';
import { FormatToolbar } from './editor/format-toolbar';
import { withoutUnsent } from './editor/mail-html';
import { cleanPasted } from './editor/pasted-html';
import { INSERT_EVENT, type Insertion } from './insert-content';
import { RichSurface } from './editor/rich-surface';
import { useUploadPicture } from './editor/use-upload-picture';

interface Props {
  label: string;
  placeholder: string;
  html: string;
  /** Shows `html` again when it changes; between, the editor owns what is in it. */
  version: number;
  /** When it appears; who opened the composer wants to write. */
  takesFocus: boolean;
  disabled: boolean;
  onChange: (content: { html: string; text: string }) => void;
  onFiles: (files: File[]) => void;
  /** For pictures that stand in the text. */
  uploadImage: UploadImage;
  onSubmit: () => void;
}

export function RichEditor(props: Props) {
  const { label, placeholder, html, version, takesFocus, disabled } = props;
  const t = useTranslate();
  const [linking, setLinking] = useState(false);
  const loadPicture = useUploadPicture();
  const pasted = useRef(new Map<string, PastedImage>());
  /** Addresses of pictures of an earlier page, by their upload. */
  const loaded = useRef(new Map<string, string>());
  /** The editor lives longer than a rendering: what it calls is looked up when it does. */
  const latest = useRef({ ...props, t, loadPicture });
  latest.current = { ...props, t, loadPicture };
  const editorRef = useRef<Editor | null>(null);

  const extensions = useMemo(
    () =>
      composerExtensions(async ({ key, uploadId }, signal) => {
        const here = pasted.current.get(key ?? '') ?? byUpload(pasted.current, uploadId);
        if (here) return here.url;
        if (uploadId === null) return null;
        const url = loaded.current.get(uploadId) ?? (await latest.current.loadPicture(uploadId, signal));
        if (url !== null) loaded.current.set(uploadId, url);
        return url;
      }),
    []
  );
  const editorProps = useMemo(() => {
    const takeFiles = (data: DataTransfer | null, at: number | null): boolean => {
      const files = [...(data?.files ?? [])];
      const current = editorRef.current;
      if (files.length === 0 || !current) return false;
      for (const file of files) {
        const { onFiles, uploadImage } = latest.current;
        if (!isInsertable(file)) onFiles([file]);
        else void addImage(current, pasted.current, file, uploadImage, at).then((shown) => shown || onFiles([file]));
      }
      return true;
    };
    return {
      attributes: {
        role: 'textbox',
        'aria-label': label,
        'aria-multiline': 'true',
        'aria-disabled': String(disabled),
        dir: 'auto',
      },
      handleDOMEvents: {
        [INSERT_EVENT]: (_view: unknown, event: Event): boolean => {
          const { html, text } = (event as CustomEvent<Insertion>).detail;
          const current = editorRef.current;
          if (!current || latest.current.disabled) return true;
          if (html === null) current.chain().focus().insertContent({ type: 'text', text }).run();
          else current.chain().focus().insertContent(cleanRichText(html)).run();
          return true;
        },
        keydown: (_view: unknown, event: KeyboardEvent): boolean => {
          const command = event.ctrlKey || event.metaKey;
          if (command && event.key === 'Enter') {
            event.preventDefault();
            latest.current.onSubmit();
            return true;
          }
          if (command && !event.shiftKey && event.key.toLowerCase() === 'k') {
            event.preventDefault();
            setLinking(true);
            return true;
          }
          // Handled by nobody: the browser moves the focus on.
          return event.key === 'Tab';
        },
      },
      // Word brings a picture of the text along with the text.
      handlePaste: (_view: unknown, event: ClipboardEvent): boolean =>
        !event.clipboardData?.getData('text/plain') && takeFiles(event.clipboardData, null),
      handleDrop: (
        view: { posAtCoords(at: { left: number; top: number }): { pos: number } | null },
        event: globalThis.DragEvent,
        _slice: unknown,
        moved: boolean
      ): boolean =>
        !moved &&
        takeFiles(event.dataTransfer, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? null),
      transformPastedHTML: (foreign: string) =>
        cleanPasted(foreign, (uploadId) => editorRef.current?.getHTML().includes(uploadId) === true),
    };
  }, [label, disabled]);

  const editor = useEditor({
    extensions,
    editorProps,
    content: cleanRichText(html),
    editable: !disabled,
    // Its rules are part of the surface; a style element of its own would ask for a hole in the host's CSP.
    injectCSS: false,
    shouldRerenderOnTransaction: false,
    onUpdate: ({ editor: current }) => {
      settleImages(current, pasted.current);
      const { onChange, t: translate } = latest.current;
      const text = documentText(current.getJSON(), (alt) => translate('composer.image.text', { name: alt }));
      onChange({ html: text.trim() === '' ? '' : withoutUnsent(current.getHTML()), text });
    },
  });
  editorRef.current = editor;

  const shownVersion = useRef(version);
  const wantsFocus = useRef(takesFocus);
  useEffect(() => {
    if (shownVersion.current === version) return;
    shownVersion.current = version;
    editor.commands.setContent(cleanRichText(latest.current.html), { emitUpdate: false });
    // Sending takes the focus away with the right to edit; who writes on wants it back.
    wantsFocus.current = true;
  }, [editor, version]);
  useEffect(() => {
    if (editor.isEditable === disabled) editor.setEditable(!disabled, false);
    if (disabled || !wantsFocus.current) return;
    wantsFocus.current = false;
    editor.commands.focus('end');
  }, [editor, disabled, version]);
  useEffect(() => {
    const images = pasted.current;
    const earlier = loaded.current;
    return () => {
      for (const url of [...[...images.values()].map((image) => image.url), ...earlier.values()])
        URL.revokeObjectURL(url);
    };
  }, []);

  return (
    <div>
      <FormatToolbar editor={editor} disabled={disabled} linking={linking} onLinking={setLinking} />
      <RichSurface
        data-placeholder={placeholder}
        data-empty={html === '' && editor.isEmpty}
        aria-disabled={disabled}
        // The editor takes no files while it is frozen, and the browser would leave the page to show one.
        onDragOver={disabled ? keepPage : undefined}
        onDrop={disabled ? keepPage : undefined}
      >
        <EditorContent editor={editor} />
      </RichSurface>
    </div>
  );
}

const keepPage = (event: DragEvent<HTMLElement>) => event.preventDefault();

const byUpload = (pasted: ReadonlyMap<string, PastedImage>, uploadId: string | null): PastedImage | undefined =>
  uploadId === null ? undefined : [...pasted.values()].find(({ upload }) => upload?.id === uploadId);
