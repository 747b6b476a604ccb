import { useEffect } from 'react';
import { shortcutOf, type Shortcut } from './shortcuts';

const TYPING = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="listbox"], [role="menu"]';
const DIALOG = '[role="dialog"], [role="alertdialog"]';
const WRITING: readonly Shortcut[] = ['reply', 'reply-all', 'forward', 'note'];

/**
 * Keys of one character for what stands on the page: the same as pressing the button that is marked with the name, so what
 * cannot be pressed cannot be done by key either. They can be turned off (WCAG 2.1.4).
 */
export function useShortcuts(enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      const isTaken =
        event.defaultPrevented ||
        (event.target instanceof Element && event.target.closest(TYPING) !== null) ||
        document.querySelector(DIALOG) !== null;
      const shortcut = shortcutOf({ ...keysOf(event), isTaken });
      const element = shortcut && document.querySelector<HTMLElement>(`[data-shortcut="${shortcut}"]`);
      if (!element) return;
      // The character would end up in the field that gets the focus.
      event.preventDefault();
      if (element.matches('input')) element.focus();
      else element.click();
      if (WRITING.includes(shortcut)) requestAnimationFrame(focusEditor);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [enabled]);
}

const keysOf = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) => ({ key, ctrlKey, metaKey, altKey });

const focusEditor = () =>
  document.querySelector<HTMLElement>('[data-composer] [contenteditable="true"], [data-composer] textarea')?.focus();
