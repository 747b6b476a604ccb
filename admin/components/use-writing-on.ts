import { useState } from 'react';

/**
 * For a popover that puts something into a text. It gives the focus back to its button only when it has faded away; by
 * then the person writes on, and would lose the letters that come after.
 */
export const useWritingOn = () => useState(createWritingOn)[0];

function createWritingOn() {
  let writesIn: HTMLElement | null = null;
  return {
    /** The element that has the focus when the popover is gone. */
    writeOn: (element: EventTarget | null) => {
      writesIn = element instanceof HTMLElement ? element : null;
    },
    onCloseAutoFocus: (event: Event) => {
      const element = writesIn;
      writesIn = null;
      if (!element) return;
      event.preventDefault();
      if (document.activeElement !== element) element.focus();
    },
  };
}
