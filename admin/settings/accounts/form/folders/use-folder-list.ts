import { useState } from 'react';
import type { FolderListDto } from '../../../../../server/api/contracts/folders';
import { useListFoldersMutation, useListFoldersOfAccountMutation } from '../../../../api/accounts';
import { connectionKey, toTest, type AccountFormValues } from '../form-values';

/** Asks the server for its folders, and drops the answer when the form names another mailbox. */
export function useFolderList(accountId: string | null) {
  const [ask, asked] = useListFoldersMutation();
  const [askStored, askedStored] = useListFoldersOfAccountMutation();
  const [last, setLast] = useState<{ key: string; list: FolderListDto } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const run = async (values: AccountFormValues) => {
    setError(null);
    const answer = accountId && !values.password ? await askStored(accountId) : await ask(toTest(values));
    if ('error' in answer) {
      setLast(null);
      setError(answer.error);
    } else setLast({ key: connectionKey(values), list: answer.data });
  };
  const listFor = (values: AccountFormValues): FolderListDto | null =>
    last && last.key === connectionKey(values) ? last.list : null;
  return { run, listFor, error, running: asked.isLoading || askedStored.isLoading };
}
