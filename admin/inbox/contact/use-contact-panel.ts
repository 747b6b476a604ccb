import { useState } from 'react';

const KEY = 'conversations.contact-panel';
/** From here on it stands beside the messages and covers none of them. */
export const BESIDE = '(min-width: 1600px)';

/** Open where it was left open and there is room for it; on a smaller page it opens when it is asked for. */
export function useContactPanel(): [boolean, (open: boolean) => void] {
  const [open, setOpen] = useState(
    () => window.localStorage.getItem(KEY) === 'open' && window.matchMedia(BESIDE).matches
  );
  return [
    open,
    (next) => {
      window.localStorage.setItem(KEY, next ? 'open' : 'closed');
      setOpen(next);
    },
  ];
}
