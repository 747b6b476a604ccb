import { Box, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import type { ConversationDetailDto } from '../../../server/api/contracts/inbox';
import { useUpdateConversationMutation } from '../../api/conversation';
import { useGetAgentsQuery } from '../../api/inbox';
import { useNotify } from '../../components/use-notify';
import { useTranslate } from '../../i18n/use-translate';

const NOBODY = 'nobody';

/** Sends along whom it showed, so that two people who assign at once do not overwrite each other unseen. */
export function AssigneeSelect({ conversation }: { conversation: ConversationDetailDto }) {
  const t = useTranslate();
  const notify = useNotify();
  const { id, assignee, account } = conversation;
  const { data: agents = [] } = useGetAgentsQuery(account.id);
  const [update, { isLoading }] = useUpdateConversationMutation();
  const people = assignee && !agents.some((agent) => agent.id === assignee.id) ? [assignee, ...agents] : agents;

  const assign = async (value: string | number) => {
    const assigneeId = value === NOBODY ? null : Number(value);
    if (assigneeId === (assignee?.id ?? null)) return;
    const answer = await update({
      id,
      changes: { assigneeId, expectedAssigneeId: assignee?.id ?? null },
      assignee: people.find((person) => person.id === assigneeId) ?? null,
    });
    if ('error' in answer) notify.failed(answer.error);
  };
  return (
    <Box minWidth="18rem">
      <SingleSelect
        size="S"
        aria-label={t('conversation.assignee')}
        disabled={isLoading}
        value={assignee ? String(assignee.id) : NOBODY}
        onChange={(value) => void assign(value)}
      >
        <SingleSelectOption value={NOBODY}>{t('inbox.filter.assignee.nobody')}</SingleSelectOption>
        {people.map((person) => (
          <SingleSelectOption key={person.id} value={String(person.id)}>
            {person.name}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Box>
  );
}
