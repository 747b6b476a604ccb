import { useRef, useState } from 'react';
import type { TestVerdict } from './use-connection-test';

/** A dialog as a promise: the form stays submitting until it is answered. */
export function useUntestedQuestion() {
  const [verdict, setVerdict] = useState<Exclude<TestVerdict, 'passed'> | null>(null);
  const resolve = useRef<(save: boolean) => void>(() => undefined);
  const ask = (current: TestVerdict): Promise<boolean> => {
    if (current === 'passed') return Promise.resolve(true);
    setVerdict(current);
    return new Promise((settle) => {
      resolve.current = settle;
    });
  };
  const answer = (save: boolean) => {
    setVerdict(null);
    resolve.current(save);
  };
  return { verdict, ask, answer };
}
