import type { JSONContent } from '@tiptap/core';

/** How a picture is named where only text can be. */
type PictureName = (alt: string) => string;

/** The plain text of what was written, as the text part of a mail says it: lists with their marks, quotes with `>`. */
export const documentText = (document: JSONContent, picture: PictureName): string =>
  blocks(document.content ?? [], picture).join('\n');

/** The lines of a run of blocks. */
const blocks = (nodes: JSONContent[], picture: PictureName): string[] =>
  nodes.flatMap((node) => {
    const inside = node.content ?? [];
    if (node.type === 'bulletList') return inside.flatMap((item) => listItem(item, '- ', picture));
    if (node.type === 'orderedList') {
      const start = Number(node.attrs?.['start'] ?? 1);
      return inside.flatMap((item, index) => listItem(item, `${start + index}. `, picture));
    }
    if (node.type === 'blockquote') return blocks(inside, picture).map((line) => `> ${line}`.trimEnd());
    return inlineText(inside, picture).split('\n');
  });

function listItem(item: JSONContent, mark: string, picture: PictureName): string[] {
  return blocks(item.content ?? [], picture).map((line, index) =>
    index === 0 ? mark + line : ' '.repeat(mark.length) + line
  );
}

const inlineText = (nodes: JSONContent[], picture: PictureName): string =>
  nodes
    .map((node) => {
      if (node.type === 'hardBreak') return '\n';
      // One that is still on its way is not there yet: a reload now would leave its name alone behind.
      if (node.type === 'inlineImage') return node.attrs?.['uploadId'] ? picture(String(node.attrs['alt'] ?? '')) : '';
      return node.text ?? '';
    })
    .join('');
