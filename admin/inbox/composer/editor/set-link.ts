import type { Editor } from '@tiptap/core';

/** Links what is marked, or the link that the caret is in; with nothing marked the address itself becomes the text. */
export function setLink(editor: Editor, url: string): void {
  const chain = editor.chain().focus().extendMarkRange('link');
  if (editor.state.selection.empty && !editor.isActive('link'))
    chain.insertContent([{ type: 'text', text: url, marks: [{ type: 'link', attrs: { href: url } }] }]).run();
  else chain.setLink({ href: url }).run();
}
