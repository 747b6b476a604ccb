import { Button, Flex, Typography } from '@strapi/design-system';
import { useState } from 'react';
import type { HostAccessDto, HostTokenAccessDto } from '../../../../server/api/contracts/host-access';
import { useSetHostAccessMutation } from '../../../api/host-access';
import { Notice } from '../../../components/notice';
import { useNotify } from '../../../components/use-notify';
import { useTranslate } from '../../../i18n/use-translate';
import { applyDraft, draftKey, grantsWriting, hasChanges, type HostAccessDraft } from './host-access-draft';
import { HostAccessRow } from './host-access-row';

interface Props {
  accountId: string;
  access: HostAccessDto;
}

export function HostAccessEditor({ accountId, access }: Props) {
  const t = useTranslate();
  const notify = useNotify();
  const [draft, setDraft] = useState<HostAccessDraft>({});
  const [setHostAccess, { isLoading }] = useSetHostAccessMutation();
  const chosen = applyDraft(access, draft);
  const changed = hasChanges(access, draft);

  const save = async () => {
    const answer = await setHostAccess({ accountId, access: chosen });
    if ('error' in answer) {
      notify.failed(answer.error);
      return;
    }
    setDraft({});
    notify.done(t('host-access.saved'));
  };
  const rows = (list: 'apiTokens' | 'roles') => (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
      {access[list].map((principal) => {
        const key = draftKey(list, principal.id);
        return (
          <HostAccessRow
            key={key}
            name={principal.name}
            hint={'type' in principal ? t(`host-access.token.${(principal as HostTokenAccessDto).type}`) : undefined}
            access={draft[key] ?? principal.access}
            onChange={(value) => setDraft({ ...draft, [key]: value })}
          />
        );
      })}
    </Flex>
  );
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Typography variant="epsilon" tag="h3">
        {t('host-access.tokens')}
      </Typography>
      {access.apiTokens.length > 0 ? rows('apiTokens') : <Typography>{t('host-access.no-tokens')}</Typography>}
      <Typography variant="epsilon" tag="h3">
        {t('host-access.roles')}
      </Typography>
      {access.roles.length > 0 ? rows('roles') : <Typography>{t('host-access.no-roles')}</Typography>}
      {grantsWriting(chosen) && (
        <Notice tone="warning" title={t('host-access.write.title')}>
          {t('host-access.write.warning')}
        </Notice>
      )}
      <Flex gap={2}>
        <Button disabled={!changed} loading={isLoading} onClick={() => void save()}>
          {t('host-access.save')}
        </Button>
        {changed && (
          <Button variant="tertiary" onClick={() => setDraft({})}>
            {t('action.discard')}
          </Button>
        )}
      </Flex>
    </Flex>
  );
}
