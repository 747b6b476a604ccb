import { Button, Checkbox, Flex } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useState } from 'react';
import type { AccountDto } from '../../../../server/api/contracts/accounts';
import type { SignatureDto } from '../../../../server/api/contracts/signatures';
import { useUpdateAccountMutation } from '../../../api/accounts';
import { useGetSignaturesQuery } from '../../../api/signatures';
import { EmptyState } from '../../../components/empty-state';
import { ErrorState } from '../../../components/error-state';
import { LoadingState } from '../../../components/loading-state';
import { Section } from '../../../components/section';
import { useNotify } from '../../../components/use-notify';
import { useTranslate } from '../../../i18n/use-translate';
import { SignatureForm } from './signature-form';
import { SignatureRow } from './signature-row';

export function SignaturesSection({ account }: { account: AccountDto }) {
  const t = useTranslate();
  const notify = useNotify();
  const { data: list, error, refetch } = useGetSignaturesQuery(account.id);
  const [updateAccount, { isLoading }] = useUpdateAccountMutation();
  const [edited, setEdited] = useState<SignatureDto | 'new' | null>(null);
  const setChoice = async (signatureChoice: boolean) => {
    const answer = await updateAccount({ id: account.id, changes: { signatureChoice } });
    if ('error' in answer) notify.failed(answer.error);
  };
  const add = (
    <Button variant="secondary" startIcon={<Plus />} onClick={() => setEdited('new')}>
      {t('signature.add')}
    </Button>
  );
  return (
    <Section
      title={t('signature.title')}
      hint={t('signature.hint')}
      actions={edited === null && list && list.length > 0 ? add : undefined}
    >
      {error && !list && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !list && <LoadingState />}
      {edited !== null && (
        <SignatureForm
          accountId={account.id}
          signature={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
      {edited === null && list?.length === 0 && (
        <EmptyState title={t('signature.empty.title')} hint={t('signature.empty.hint')} action={add} />
      )}
      {edited === null && list && list.length > 0 && (
        <>
          <Flex tag="ul" direction="column" alignItems="stretch" gap={4}>
            {list.map((signature) => (
              <SignatureRow key={signature.id} signature={signature} onEdit={() => setEdited(signature)} />
            ))}
          </Flex>
          <Checkbox
            checked={account.signatureChoice}
            disabled={isLoading}
            onCheckedChange={(checked) => void setChoice(checked === true)}
          >
            {t('signature.choice')}
          </Checkbox>
        </>
      )}
    </Section>
  );
}
