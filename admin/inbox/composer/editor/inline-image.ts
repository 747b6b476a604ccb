import { mergeAttributes, Node } from '@tiptap/core';

export const INLINE_IMAGE = 'inlineImage';

/** Where the page gets a picture from: what was just pasted is at hand, an earlier one has to be fetched. */
export type ImageSource = (image: ImageAttributes, signal: AbortSignal) => Promise<string | null>;

export interface ImageAttributes {
  /** Null while it is on its way to the server. */
  uploadId: string | null;
  /** Of this page: what a picture is known by before it has an id. */
  key: string | null;
  alt: string;
  /** In pixels; null: as large as it is. */
  width: number | null;
}

const toWidth = (value: string | null): number | null => {
  const width = Number(value);
  return Number.isInteger(width) && width > 0 ? width : null;
};

/** A picture in the text, named by its upload. The address that shows it here is never part of what is written. */
export const createInlineImage = (source: ImageSource) =>
  Node.create({
    name: INLINE_IMAGE,
    group: 'inline',
    inline: true,
    draggable: true,
    addAttributes() {
      return {
        uploadId: {
          default: null,
          parseHTML: (element) => element.getAttribute('data-upload-id'),
          renderHTML: ({ uploadId }: ImageAttributes) => (uploadId === null ? {} : { 'data-upload-id': uploadId }),
        },
        key: { default: null, rendered: false },
        alt: { default: '' },
        width: {
          default: null,
          parseHTML: (element) => toWidth(element.getAttribute('width')),
        },
      };
    },
    parseHTML: () => [{ tag: 'img[data-upload-id]' }],
    renderHTML: ({ HTMLAttributes }) => ['img', mergeAttributes(HTMLAttributes)],
    addNodeView() {
      return ({ node }) => {
        const stop = new AbortController();
        const image = document.createElement('img');
        const show = (attributes: ImageAttributes) => {
          image.alt = attributes.alt;
          if (attributes.width === null) image.removeAttribute('width');
          else image.width = attributes.width;
          image.toggleAttribute('data-uploading', attributes.uploadId === null);
          if (attributes.uploadId !== null) image.dataset.uploadId = attributes.uploadId;
        };
        show(node.attrs as ImageAttributes);
        void source(node.attrs as ImageAttributes, stop.signal).then((url) => {
          if (url !== null && !stop.signal.aborted) image.src = url;
        });
        return {
          dom: image,
          update(updated) {
            if (updated.type.name !== INLINE_IMAGE || updated.attrs['key'] !== node.attrs['key']) return false;
            const { uploadId } = updated.attrs as ImageAttributes;
            if (node.attrs['key'] === null && uploadId !== node.attrs['uploadId']) return false;
            show(updated.attrs as ImageAttributes);
            return true;
          },
          selectNode: () => image.toggleAttribute('data-selected', true),
          deselectNode: () => image.toggleAttribute('data-selected', false),
          destroy: () => stop.abort(),
        };
      };
    },
  });
