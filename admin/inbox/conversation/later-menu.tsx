import { Button, Flex, Popover } from '@strapi/design-system';
import { Clock } from '@strapi/icons';
import { useState } from 'react';
import type { ConversationDetailDto, UpdateConversation } from '../../../server/api/contracts/inbox';
import { useUpdateConversationMutation } from '../../api/conversation';
import { useNotify } from '../../components/use-notify';
import { useTranslate } from '../../i18n/use-translate';
import { TimeChoices } from './time-choices';

/** Puts a conversation off: until a time, until an answer, or until something else happens. */
export function LaterMenu({ conversation: { id, status } }: { conversation: ConversationDetailDto }) {
  const t = useTranslate();
  const notify = useNotify();
  const [open, setOpen] = useState(false);
  const [update, { isLoading }] = useUpdateConversationMutation();
  const change = async (changes: UpdateConversation) => {
    setOpen(false);
    const answer = await update({ id, changes });
    if ('error' in answer) notify.failed(answer.error);
  };
  const snooze = (until: Date | null) => void change({ status: 'snoozed', snoozedUntil: until && until.toISOString() });
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger>
        <Button data-shortcut="later" size="S" variant="tertiary" startIcon={<Clock />} loading={isLoading}>
          {t('later.title')}
        </Button>
      </Popover.Trigger>
      <Popover.Content side="bottom" align="end">
        <Flex direction="column" alignItems="stretch" gap={1} padding={2} width="28rem" maxWidth="80vw">
          <TimeChoices label={t('later.until')} action={t('later.snooze')} onChoose={snooze}>
            <Button variant="ghost" size="S" fullWidth onClick={() => snooze(null)}>
              {t('later.reply')}
            </Button>
            {status !== 'pending' && (
              <Button variant="ghost" size="S" fullWidth onClick={() => void change({ status: 'pending' })}>
                {t('later.pending')}
              </Button>
            )}
            {status !== 'open' && (
              <Button variant="ghost" size="S" fullWidth onClick={() => void change({ status: 'open' })}>
                {t('later.open')}
              </Button>
            )}
          </TimeChoices>
        </Flex>
      </Popover.Content>
    </Popover.Root>
  );
}
