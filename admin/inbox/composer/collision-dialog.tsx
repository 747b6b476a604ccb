import { Box, Button, Dialog, Flex, Typography } from '@strapi/design-system';
import { ForeignText } from '../../components/foreign-text';
import { InstantText } from '../../components/instant-text';
import { useTranslate } from '../../i18n/use-translate';
import { splitQuotedText } from '../conversation/quoted-text';
import type { Collision } from './use-send';

const EXCERPT = 600;

interface Props {
  collision: Collision | null;
  onAnswer: (sendAnyway: boolean) => void;
}

/** The answer was not sent: somebody else wrote meanwhile, and here is what. */
export function CollisionDialog({ collision, onAnswer }: Props) {
  const t = useTranslate();
  return (
    <Dialog.Root open={collision !== null} onOpenChange={(open) => !open && onAnswer(false)}>
      <Dialog.Content>
        <Dialog.Header>{t('collision.title')}</Dialog.Header>
        <Dialog.Body>
          <Flex direction="column" alignItems="stretch" gap={3} width="100%">
            <Typography>{t('collision.text')}</Typography>
            <Box maxHeight="30rem" overflow="auto">
              {collision?.messages.map((message) => (
                <Box
                  key={message.id}
                  padding={3}
                  marginBottom={2}
                  background="neutral100"
                  hasRadius
                  data-newer={message.id}
                >
                  <Typography fontWeight="semiBold">
                    <ForeignText>{message.author?.name ?? (message.from.name || message.from.address)}</ForeignText> ·{' '}
                    <InstantText at={message.sentAt} />
                  </Typography>
                  <Typography tag="p" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                    {splitQuotedText(message.text).fresh.slice(0, EXCERPT)}
                  </Typography>
                </Box>
              ))}
            </Box>
          </Flex>
        </Dialog.Body>
        <Dialog.Footer>
          <Button fullWidth variant="tertiary" onClick={() => onAnswer(false)}>
            {t('collision.back')}
          </Button>
          <Button fullWidth onClick={() => onAnswer(true)}>
            {t('collision.send')}
          </Button>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
}
