import { useState } from 'react';
import type { TestResult } from '../../../../../server/api/contracts/accounts';
import { useTestSettingsMutation } from '../../../../api/accounts';
import { useCheckNumberMutation } from '../../../../api/whatsapp-number';
import type { TestVerdict } from '../../form/use-connection-test';
import { numberKey, toNumberTest, type NumberValues } from './number-values';

/** Runs checks and remembers for which settings the last result holds. `stored` is null for a new account. */
export function useNumberCheck(stored: { id: string; values: NumberValues } | null) {
  const [testSettings, settings] = useTestSettingsMutation();
  const [checkStored, kept] = useCheckNumberMutation();
  const [last, setLast] = useState<{ key: string; result: TestResult } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const isStored = (values: NumberValues) => stored !== null && numberKey(values) === numberKey(stored.values);

  const run = async (values: NumberValues) => {
    setError(null);
    const answer = stored && isStored(values) ? await checkStored(stored.id) : await testSettings(toNumberTest(values));
    if ('error' in answer) {
      setLast(null);
      setError(answer.error);
    } else setLast({ key: numberKey(values), result: answer.data });
  };
  const resultFor = (values: NumberValues) => (last?.key === numberKey(values) ? last.result : null);
  const verdictFor = (values: NumberValues): TestVerdict => {
    const result = resultFor(values);
    return result === null ? 'untested' : result.ok ? 'passed' : 'failed';
  };
  /** Stored secrets never come to this page, so only all of them, or none, can be tried. */
  const canRun = (values: NumberValues) => isStored(values) || Boolean(values.appSecret && values.accessToken);
  return { run, canRun, isStored, resultFor, verdictFor, error, running: settings.isLoading || kept.isLoading };
}
export type NumberCheck = ReturnType<typeof useNumberCheck>;
