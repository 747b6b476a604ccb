import { Flex, IconButton, TextButton, Typography } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { memo, useState } from 'react';
import { useIntl } from 'react-intl';
import type { MessageDto } from '../../../../server/api/contracts/inbox';
import { ForeignText } from '../../../components/foreign-text';
import { useTranslate } from '../../../i18n/use-translate';
import { HeldMessage } from '../../conversation/held-message';
import { MessageContent } from '../content/message-content';
import { Referral } from '../content/referral';
import { useReplyRequest } from '../reply-request';
import { BubbleBox, BubbleRow } from './bubble-frame';
import { Failure } from './failure';
import { QuotedMessage } from './quoted-message';
import { Reactions } from './reactions';
import { Ticks } from './ticks';

interface Props {
  conversationId: string;
  message: MessageDto;
  quoted: MessageDto | null;
  windowOpen: boolean;
  onEarlier: (() => void) | null;
}

/** Meta knows it by an id only once it has taken it; before that nothing can be said about it. */
const IS_KNOWN: ReadonlySet<MessageDto['status']> = new Set(['received', 'accepted', 'sent', 'delivered', 'read']);

/** One message. The thread is refreshed every few seconds; one that did not change is not drawn again. */
export const Bubble = memo(function Bubble({ conversationId, message, quoted, windowOpen, onEarlier }: Props) {
  const t = useTranslate();
  const { formatDate, formatTime } = useIntl();
  const { ask } = useReplyRequest();
  const { whatsapp, sentAt, author, from } = message;
  const ours = message.direction === 'outbound';
  const name = ours ? (author?.name ?? t('whatsapp.from-us')) : from.name || from.address;
  const mayAnswer = windowOpen && IS_KNOWN.has(message.status) && !whatsapp?.revokedAt;
  return (
    <BubbleRow
      $ours={ours}
      tabIndex={-1}
      data-message={message.id}
      data-kind={message.kind}
      data-direction={message.direction}
      data-status={message.status}
      data-content={whatsapp?.content.type}
      aria-label={t('whatsapp.message.label', { name })}
    >
      <BubbleBox $ours={ours} $failed={message.status === 'failed'}>
        {ours && (author || whatsapp?.fromPhoneApp) && (
          <Typography variant="pi" fontWeight="semiBold" textColor="neutral700">
            {author ? <ForeignText>{author.name}</ForeignText> : t('whatsapp.from-phone-app')}
          </Typography>
        )}
        {whatsapp?.forwarded && (
          <Typography variant="pi" textColor="neutral600" style={{ fontStyle: 'italic' }}>
            {t('whatsapp.forwarded')}
          </Typography>
        )}
        {whatsapp?.referral && <Referral referral={whatsapp.referral} />}
        {whatsapp?.replyTo && <QuotedMessage quoted={quoted} onEarlier={onEarlier} />}
        {whatsapp?.revokedAt ? <TakenBack message={message} /> : <MessageContent message={message} />}
        <Flex gap={2} justifyContent="flex-end" wrap="wrap">
          {whatsapp?.editedAt && !whatsapp.revokedAt && (
            <Typography
              variant="pi"
              textColor="neutral600"
              title={formatDate(whatsapp.editedAt, { dateStyle: 'full', timeStyle: 'short' })}
            >
              {t('whatsapp.edited')}
            </Typography>
          )}
          <Typography variant="pi" textColor="neutral600">
            <time dateTime={sentAt} title={formatDate(sentAt, { dateStyle: 'full', timeStyle: 'medium' })}>
              {formatTime(sentAt)}
            </time>
          </Typography>
          {ours && <Ticks message={message} />}
        </Flex>
        {ours && <HeldMessage conversationId={conversationId} message={message} />}
        {ours && <Failure conversationId={conversationId} message={message} windowOpen={windowOpen} />}
      </BubbleBox>
      <Reactions conversationId={conversationId} message={message} mayReact={mayAnswer}>
        {mayAnswer && (
          <IconButton
            size="XS"
            variant="ghost"
            label={t('whatsapp.answer-this', { name })}
            onClick={() => ask(message.id)}
          >
            <ArrowLeft />
          </IconButton>
        )}
      </Reactions>
    </BubbleRow>
  );
});

/** Its sender wanted it unread; what it said is one click away, since it has been delivered here. */
function TakenBack({ message }: { message: MessageDto }) {
  const t = useTranslate();
  const [shown, setShown] = useState(false);
  return (
    <>
      <Typography textColor="neutral600" style={{ fontStyle: 'italic' }}>
        {t('whatsapp.revoked')}
      </Typography>
      {(message.text !== '' || message.attachments.length > 0) && (
        <TextButton aria-expanded={shown} onClick={() => setShown(!shown)}>
          {t(shown ? 'whatsapp.revoked.hide' : 'whatsapp.revoked.show')}
        </TextButton>
      )}
      {shown && <MessageContent message={message} />}
    </>
  );
}
