import { useState } from 'react';

const KEY = 'conversations.shortcuts';

/** On unless this browser was told otherwise. */
export function useKeyboardChoice(): [boolean, (enabled: boolean) => void] {
  const [enabled, setEnabled] = useState(() => window.localStorage.getItem(KEY) !== 'off');
  return [
    enabled,
    (next) => {
      window.localStorage.setItem(KEY, next ? 'on' : 'off');
      setEnabled(next);
    },
  ];
}
