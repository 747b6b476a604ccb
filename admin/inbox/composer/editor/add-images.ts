import type { Editor } from '@tiptap/core';
import type { UploadDto } from '../../../../server/api/contracts/inbox';
import { isPicture } from '../../media/shown-as';
import { newKey } from '../draft';
import { widthOf } from './image-sizes';
import { INLINE_IMAGE, type ImageAttributes } from './inline-image';

/** Answers the stored file, or null when it failed or was given up. */
export type UploadImage = (file: File) => Promise<UploadDto | null>;

/** Pictures of this page by their key: where they are shown from, and what became of their upload. */
export interface PastedImage {
  url: string;
  /** Undefined: on its way; null: it came to nothing. */
  upload: UploadDto | null | undefined;
}

export const isInsertable = (file: File): boolean => isPicture({ type: file.type });

/**
 * Shows a picture in the text at once and sends it meanwhile. False when the browser cannot draw it: then it is a file
 * like others.
 */
export async function addImage(
  editor: Editor,
  pasted: Map<string, PastedImage>,
  file: File,
  upload: UploadImage,
  at: number | null
): Promise<boolean> {
  const url = URL.createObjectURL(file);
  const natural = await naturalWidth(url);
  if (natural === null || editor.isDestroyed) {
    URL.revokeObjectURL(url);
    return natural !== null;
  }
  const key = newKey();
  pasted.set(key, { url, upload: undefined });
  const attributes: ImageAttributes = { uploadId: null, key, alt: file.name, width: widthOf('full', natural) };
  const content = { type: INLINE_IMAGE, attrs: attributes };
  const position = at === null ? editor.state.selection : Math.min(at, editor.state.doc.content.size);
  const place = typeof position === 'number' ? position : { from: position.from, to: position.to };
  editor.chain().insertContentAt(place, content).run();
  pasted.set(key, { url, upload: await upload(file) });
  if (!editor.isDestroyed) settleImages(editor, pasted);
  return true;
}

/** Names the pictures whose upload is there, and takes out those whose upload failed; also one that an undo brought back. */
export function settleImages(editor: Editor, pasted: ReadonlyMap<string, PastedImage>): void {
  const { tr } = editor.state;
  editor.state.doc.descendants((node, position) => {
    if (node.type.name !== INLINE_IMAGE || node.attrs['uploadId'] !== null) return;
    const upload = pasted.get(String(node.attrs['key']))?.upload;
    const mapped = tr.mapping.map(position);
    if (upload) tr.setNodeAttribute(mapped, 'uploadId', upload.id).setNodeAttribute(mapped, 'alt', upload.name);
    else if (upload === null) tr.delete(mapped, mapped + node.nodeSize);
  });
  if (tr.docChanged) editor.view.dispatch(tr.setMeta('addToHistory', false));
}

const naturalWidth = (url: string): Promise<number | null> =>
  new Promise((resolve) => {
    const image = new Image();
    image.onload = () => resolve(image.naturalWidth || null);
    image.onerror = () => resolve(null);
    image.src = url;
  });
