/** What is put into the text at the caret, by something beside the editor. */
export const INSERT_EVENT = 'conversations-insert';

export interface Insertion {
  /** Of a rich text; of another editor `text` is taken. */
  html: string | null;
  text: string;
}

/** Into the editor within `root`; false where there is none that can be written in. */
export function insertContent(root: ParentNode, insertion: Insertion): boolean {
  const rich = root.querySelector<HTMLElement>('[contenteditable="true"]');
  if (rich) {
    rich.dispatchEvent(new CustomEvent<Insertion>(INSERT_EVENT, { detail: insertion }));
    return true;
  }
  const plain = root.querySelector('textarea');
  if (!plain) return false;
  plain.focus();
  // As typed, so that it can be undone.
  document.execCommand('insertText', false, insertion.text);
  return true;
}
