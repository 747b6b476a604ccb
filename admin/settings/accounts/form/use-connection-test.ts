import { useState } from 'react';
import type { TestResult } from '../../../../server/api/contracts/accounts';
import { useTestAccountMutation, useTestSettingsMutation } from '../../../api/accounts';
import { connectionKey, toTest, type AccountFormValues } from './form-values';

/** `untested` also when something that matters was changed since. */
export type TestVerdict = 'untested' | 'failed' | 'passed';

/** Runs tests and remembers for which settings the last result holds. `accountId` is null for a new account. */
export function useConnectionTest(accountId: string | null) {
  const [testSettings, settings] = useTestSettingsMutation();
  const [testStored, stored] = useTestAccountMutation();
  const [last, setLast] = useState<{ key: string; result: TestResult } | null>(null);
  const [error, setError] = useState<unknown>(null);

  const run = async (values: AccountFormValues) => {
    setError(null);
    const answer = accountId && !values.password ? await testStored(accountId) : await testSettings(toTest(values));
    if ('error' in answer) {
      setLast(null);
      setError(answer.error);
    } else setLast({ key: connectionKey(values), result: answer.data });
  };
  const resultFor = (values: AccountFormValues): TestResult | null =>
    last && last.key === connectionKey(values) ? last.result : null;
  const verdictFor = (values: AccountFormValues): TestVerdict => {
    const result = resultFor(values);
    return result === null ? 'untested' : result.ok ? 'passed' : 'failed';
  };
  return { run, resultFor, verdictFor, error, running: settings.isLoading || stored.isLoading, stale: last !== null };
}
export type ConnectionTest = ReturnType<typeof useConnectionTest>;
