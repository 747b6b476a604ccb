import { Flex, TextButton } from '@strapi/design-system';
import { ArrowRight } from '@strapi/icons';
import { useTranslate } from '../../i18n/use-translate';
import { useForwardRequest } from '../composer/forward-request';

export function ForwardButton({ messageId }: { messageId: string }) {
  const t = useTranslate();
  const { ask } = useForwardRequest();
  return (
    <Flex>
      <TextButton startIcon={<ArrowRight aria-hidden />} onClick={() => ask(messageId)}>
        {t('message.forward')}
      </TextButton>
    </Flex>
  );
}
