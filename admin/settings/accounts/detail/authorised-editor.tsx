import { Button, Field, Flex } from '@strapi/design-system';
import { useAuth } from '@strapi/strapi/admin';
import { useState } from 'react';
import type { AuthorisedUsersDto } from '../../../../server/api/contracts/accounts';
import { useSetAuthorisedUsersMutation } from '../../../api/authorised-users';
import { Notice } from '../../../components/notice';
import { PeopleSelect } from '../../../components/people-select';
import { useNotify } from '../../../components/use-notify';
import { useTranslate } from '../../../i18n/use-translate';
import { AuthorisedList } from './authorised-list';
import { samePeople } from './same-people';

interface Props {
  accountId: string;
  users: AuthorisedUsersDto;
}

export function AuthorisedEditor({ accountId, users }: Props) {
  const t = useTranslate();
  const notify = useNotify();
  const me = useAuth('AuthorisedEditor', (auth) => auth.user?.id);
  const saved = users.authorised.map(({ id }) => id);
  const [draft, setDraft] = useState<number[] | null>(null);
  const [setAuthorised, { isLoading }] = useSetAuthorisedUsersMutation();
  const chosen = draft ?? saved;
  const people = [...users.authorised, ...users.candidates.filter(({ id }) => !saved.includes(id))];
  const addsSelf = typeof me === 'number' && chosen.includes(me) && !saved.includes(me);

  const save = async () => {
    const answer = await setAuthorised({ accountId, userIds: chosen });
    if ('error' in answer) {
      notify.failed(answer.error);
      return;
    }
    setDraft(null);
    notify.done(t('authorised.saved'));
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {saved.length === 0 && (
        <Notice tone="warning" title={t('authorised.nobody.title')}>
          {t('authorised.nobody')}
        </Notice>
      )}
      <AuthorisedList people={users.authorised} />
      <Field.Root name="authorisedUsers" hint={t('authorised.hint')}>
        <Field.Label>{t('authorised.title')}</Field.Label>
        <PeopleSelect
          people={people.map(({ id, name, mayUseInbox }) => ({
            id,
            label: mayUseInbox ? name : t('authorised.without-inbox', { name }),
          }))}
          value={chosen}
          onChange={setDraft}
        />
        <Field.Hint />
      </Field.Root>
      {addsSelf && (
        <Notice tone="info" title={t('authorised.self.title')}>
          {t('authorised.self')}
        </Notice>
      )}
      <Flex gap={2}>
        <Button disabled={samePeople(chosen, saved)} loading={isLoading} onClick={() => void save()}>
          {t('authorised.save')}
        </Button>
        {draft && (
          <Button variant="tertiary" onClick={() => setDraft(null)}>
            {t('action.discard')}
          </Button>
        )}
      </Flex>
    </Flex>
  );
}
