import { useForm } from '@strapi/strapi/admin';
import { useEffect, useRef, useState } from 'react';
import type { AccountFormValues } from '../form-values';
import { accept, chooseHoster, noSuggestion, readAddress, undo, type Step, type Suggestion } from './suggestion';

/** So that `ana@mail.com` is not read while somebody writes `ana@mail.company.com`. */
const PAUSE_MS = 500;

/** Follows the address of the form and fills in servers; see suggestion.ts for the rules. */
export function useSuggestion() {
  const values = useForm('useSuggestion', (form) => form.values) as AccountFormValues;
  const setValues = useForm('useSuggestion', (form) => form.setValues);
  const [suggestion, setSuggestion] = useState<Suggestion>(noSuggestion);
  // A pause may end after another field was changed: what counts is the form as it is then.
  const latest = useRef({ values, suggestion, setValues });
  useEffect(() => {
    latest.current = { values, suggestion, setValues };
  });

  const take = (step: Step) => {
    const now = latest.current;
    setSuggestion(step.suggestion);
    if (step.values !== now.values) now.setValues({ ...now.values, ...step.values });
  };
  const { address } = values;
  useEffect(() => {
    const timer = setTimeout(() => {
      const now = latest.current;
      const step = readAddress(now.values, address, now.suggestion);
      setSuggestion(step.suggestion);
      if (step.values !== now.values) now.setValues({ ...now.values, ...step.values });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [address]);

  return {
    suggestion,
    values,
    accept: () => take(accept(values, suggestion)),
    undo: () => take(undo(values, suggestion)),
    chooseHoster: (id: string | null) => take(chooseHoster(values, address, id, suggestion)),
  };
}
