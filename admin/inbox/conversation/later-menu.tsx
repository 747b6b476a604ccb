import { Button, Flex, Popover } from '@strapi/design-system';
import { Clock } from '@strapi/icons';
import { useState } from 'react';
import type { ConversationDetailDto, UpdateConversation } from '../../../server/api/contracts/inbox';
import { useTranslate } from '../../i18n/use-translate';
import { TimeChoices } from './time-choices';
import { useChangeConversation } from './use-change-conversation';

/** Puts a conversation off: until a time, until an answer, or until something else happens. */
export function LaterMenu({ conversation: { id, status } }: { conversation: ConversationDetailDto }) {
  const t = useTranslate();
  const [open, setOpen] = useState(false);
  const { change: update, isChanging } = useChangeConversation(id);
  const change = async (changes: UpdateConversation) => {
    setOpen(false);
    await update(changes);
  };
  const snooze = (until: Date | null) => void change({ status: 'snoozed', snoozedUntil: until && until.toISOString() });
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger>
        <Button data-shortcut="later" size="S" variant="tertiary" startIcon={<Clock />} loading={isChanging}>
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
