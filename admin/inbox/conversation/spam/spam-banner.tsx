import { Box, Button, Flex } from '@strapi/design-system';
import type { ConversationDetailDto } from '../../../../server/api/contracts/inbox';
import { Notice } from '../../../components/notice';
import { useTranslate } from '../../../i18n/use-translate';
import { useChangeConversation } from '../use-change-conversation';

/** In place of the composer: nobody answers spam by mistake. */
export function SpamBanner({ conversation: { id, senderBlocked } }: { conversation: ConversationDetailDto }) {
  const t = useTranslate();
  const { change, isChanging } = useChangeConversation(id);
  return (
    <Box padding={3} background="neutral0" data-spam>
      <Notice
        tone="warning"
        action={
          <Flex gap={2} wrap="wrap">
            <Button
              size="S"
              variant="secondary"
              loading={isChanging}
              onClick={() => void change({ status: 'open', ...(senderBlocked ? { blockSender: false } : {}) })}
            >
              {t(senderBlocked ? 'spam.unmark-and-unblock' : 'spam.unmark')}
            </Button>
            {!senderBlocked && (
              <Button
                size="S"
                variant="tertiary"
                disabled={isChanging}
                onClick={() => void change({ blockSender: true })}
              >
                {t('spam.block')}
              </Button>
            )}
          </Flex>
        }
      >
        {t(senderBlocked ? 'spam.banner.blocked' : 'spam.banner')}
      </Notice>
    </Box>
  );
}
