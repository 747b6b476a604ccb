import { Button, Flex, Popover, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { Check, Clock, Eye, Shield } from '@strapi/icons';
import { useState } from 'react';
import type { BulkChange } from '../../../../server/api/contracts/bulk';
import { useGetAgentsQuery } from '../../../api/inbox';
import { ConfirmButton } from '../../../components/confirm-button';
import { useTranslate } from '../../../i18n/use-translate';
import { TimeChoices } from '../../conversation/time-choices';
import { TagPicker } from '../../tags/tag-picker';

/** Closing this many at once is worth a second look. */
const MANY = 25;

interface Props {
  /** How many are chosen; null: all that the filters find, which nobody has counted. */
  count: number | null;
  onStart: (change: BulkChange['change']) => void;
}

export function BulkActions({ count, onStart }: Props) {
  const t = useTranslate();
  const { data: agents = [] } = useGetAgentsQuery(undefined);
  const [later, setLater] = useState(false);
  const snooze = (until: Date | null) => {
    setLater(false);
    onStart({ status: 'snoozed', snoozedUntil: until && until.toISOString() });
  };
  const close = () => onStart({ status: 'closed' });
  return (
    <Flex gap={2} wrap="wrap">
      <SingleSelect
        size="S"
        aria-label={t('bulk.assign')}
        placeholder={t('bulk.assign')}
        value={null}
        onChange={(value: string | number) => onStart({ assigneeId: value === 'nobody' ? null : Number(value) })}
      >
        <SingleSelectOption value="nobody">{t('inbox.filter.assignee.nobody')}</SingleSelectOption>
        {agents.map((agent) => (
          <SingleSelectOption key={agent.id} value={String(agent.id)}>
            {agent.name}
          </SingleSelectOption>
        ))}
      </SingleSelect>
      <TagPicker
        carried={[]}
        onAdd={({ id }) => onStart({ tags: { add: [id], remove: [] } })}
        onRemove={({ id }) => onStart({ tags: { add: [], remove: [id] } })}
      />
      <Popover.Root open={later} onOpenChange={setLater}>
        <Popover.Trigger>
          <Button size="S" variant="tertiary" startIcon={<Clock />}>
            {t('later.title')}
          </Button>
        </Popover.Trigger>
        <Popover.Content side="bottom" align="start">
          <Flex direction="column" alignItems="stretch" gap={1} padding={2} width="28rem" maxWidth="80vw">
            <TimeChoices label={t('later.until')} action={t('later.snooze')} onChoose={snooze}>
              <Button variant="ghost" size="S" fullWidth onClick={() => snooze(null)}>
                {t('later.reply')}
              </Button>
            </TimeChoices>
          </Flex>
        </Popover.Content>
      </Popover.Root>
      <Button size="S" variant="tertiary" startIcon={<Eye />} onClick={() => onStart({ read: true })}>
        {t('bulk.read')}
      </Button>
      {count !== null && count <= MANY ? (
        <Button size="S" variant="tertiary" startIcon={<Check />} onClick={close}>
          {t('conversation.close')}
        </Button>
      ) : (
        <ConfirmButton
          size="S"
          label={t('conversation.close')}
          title={t('bulk.close.title')}
          confirmLabel={t('conversation.close')}
          startIcon={<Check />}
          onConfirm={close}
        >
          {count === null ? t('bulk.close.all') : t('bulk.close.hint', { count })}
        </ConfirmButton>
      )}
      <Button size="S" variant="tertiary" onClick={() => onStart({ status: 'open' })}>
        {t('bulk.open')}
      </Button>
      <ConfirmButton
        size="S"
        label={t('spam.title')}
        title={t('bulk.spam.title')}
        confirmLabel={t('spam.mark')}
        startIcon={<Shield />}
        onConfirm={() => onStart({ status: 'spam' })}
      >
        {t('bulk.spam.hint')}
      </ConfirmButton>
    </Flex>
  );
}
