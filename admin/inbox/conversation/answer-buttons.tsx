import { Flex, TextButton } from '@strapi/design-system';
import { ArrowLeft, ArrowRight } from '@strapi/icons';
import type { MessageDto } from '../../../server/api/contracts/inbox';
import { useTranslate } from '../../i18n/use-translate';
import { useAnswerRequest } from '../composer/answer-request';

export function AnswerButtons({ message }: { message: MessageDto }) {
  const t = useTranslate();
  const { ask, possible } = useAnswerRequest();
  if (!possible) return null;
  return (
    <Flex gap={4} wrap="wrap">
      {message.replyTo && message.replyTo.to.length > 0 && (
        <TextButton startIcon={<ArrowLeft aria-hidden />} onClick={() => ask({ kind: 'reply', message })}>
          {t('message.reply')}
        </TextButton>
      )}
      <TextButton startIcon={<ArrowRight aria-hidden />} onClick={() => ask({ kind: 'forward', message })}>
        {t('message.forward')}
      </TextButton>
    </Flex>
  );
}
