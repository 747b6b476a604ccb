import { useCallback, useEffect, useRef, type RefObject } from 'react';

/** Remembers where somebody was writing, so that a menu or a dialog in between does not lose the place. */
export function useCaret(editor: RefObject<HTMLElement>): () => void {
  const last = useRef<Range | null>(null);
  useEffect(() => {
    const remember = () => {
      const selection = document.getSelection();
      const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
      if (range && editor.current?.contains(range.commonAncestorContainer)) last.current = range.cloneRange();
    };
    document.addEventListener('selectionchange', remember);
    return () => document.removeEventListener('selectionchange', remember);
  }, [editor]);
  return useCallback(() => {
    const element = editor.current;
    if (!element) return;
    const range = last.current;
    element.focus();
    const selection = document.getSelection();
    if (range && element.contains(range.commonAncestorContainer)) {
      selection?.removeAllRanges();
      selection?.addRange(range);
    } else {
      selection?.selectAllChildren(element);
      selection?.collapseToEnd();
    }
  }, [editor]);
}
