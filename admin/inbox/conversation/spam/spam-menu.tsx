import { Button, Flex, Popover, Typography } from '@strapi/design-system';
import { Shield } from '@strapi/icons';
import { useState } from 'react';
import type { ConversationDetailDto } from '../../../../server/api/contracts/inbox';
import { ForeignText } from '../../../components/foreign-text';
import { useTranslate } from '../../../i18n/use-translate';
import { useChangeConversation } from '../use-change-conversation';

/** Both can be taken back, so neither asks first. */
export function SpamMenu({ conversation: { id, contact, senderBlocked } }: { conversation: ConversationDetailDto }) {
  const t = useTranslate();
  const [open, setOpen] = useState(false);
  const { change, isChanging } = useChangeConversation(id);
  const mark = (blockSender: boolean) => {
    setOpen(false);
    void change({ status: 'spam', ...(blockSender ? { blockSender } : {}) });
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger>
        <Button data-shortcut="spam" size="S" variant="tertiary" startIcon={<Shield />} loading={isChanging}>
          {t('spam.title')}
        </Button>
      </Popover.Trigger>
      <Popover.Content side="bottom" align="end">
        <Flex direction="column" alignItems="stretch" gap={2} padding={3} width="38rem" maxWidth="80vw">
          <Button variant="tertiary" size="S" fullWidth onClick={() => mark(false)}>
            {t('spam.mark')}
          </Button>
          {!senderBlocked && (
            <Button variant="danger-light" size="S" fullWidth onClick={() => mark(true)}>
              {t('spam.mark-and-block')}
            </Button>
          )}
          <Typography variant="pi" textColor="neutral600" style={{ overflowWrap: 'anywhere' }}>
            {t('spam.hint')} <ForeignText>{contact.address}</ForeignText>
          </Typography>
        </Flex>
      </Popover.Content>
    </Popover.Root>
  );
}
