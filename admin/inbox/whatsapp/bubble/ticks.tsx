import { Flex, Typography } from '@strapi/design-system';
import { Check, Clock, CrossCircle, Question } from '@strapi/icons';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import type { MessageDto, MessageStatus } from '../../../../server/api/contracts/inbox';
import { useTranslate } from '../../../i18n/use-translate';

const one = (fill: string) => <Check aria-hidden width="1.2rem" height="1.2rem" fill={fill} />;
const two = (fill: string) => (
  <Flex aria-hidden>
    {one(fill)}
    <Flex marginLeft="-0.6rem">{one(fill)}</Flex>
  </Flex>
);

const MARK: Record<MessageStatus, ReactNode> = {
  received: null,
  scheduled: <Clock aria-hidden width="1.2rem" height="1.2rem" />,
  queued: <Clock aria-hidden width="1.2rem" height="1.2rem" />,
  sending: <Clock aria-hidden width="1.2rem" height="1.2rem" />,
  accepted: one('neutral400'),
  sent: one('neutral600'),
  delivered: two('neutral600'),
  read: two('primary600'),
  failed: <CrossCircle aria-hidden width="1.2rem" height="1.2rem" fill="danger600" />,
  uncertain: <Question aria-hidden width="1.2rem" height="1.2rem" fill="warning600" />,
  cancelled: <CrossCircle aria-hidden width="1.2rem" height="1.2rem" />,
};

/** How far it got: a picture as people know it, and always the word. */
export function Ticks({ message: { status, whatsapp } }: { message: MessageDto }) {
  const t = useTranslate();
  const { formatDate } = useIntl();
  const { ticks } = whatsapp ?? {};
  const steps = [
    ['sent', ticks?.sentAt],
    ['delivered', ticks?.deliveredAt],
    ['read', ticks?.readAt],
    ['played', ticks?.playedAt],
  ] as const;
  const reported = steps
    .flatMap(([step, at]) =>
      at ? [`${t(`whatsapp.tick.${step}`)}: ${formatDate(at, { dateStyle: 'medium', timeStyle: 'short' })}`] : []
    )
    .join('\n');
  const played = Boolean(ticks?.playedAt) && status !== 'failed';
  return (
    <Flex gap={1} title={reported || undefined} data-ticks={status}>
      {MARK[status]}
      <Typography variant="pi" textColor={status === 'failed' ? 'danger600' : 'neutral600'}>
        {t(played ? 'whatsapp.tick.played' : `whatsapp.tick.${status}`)}
      </Typography>
    </Flex>
  );
}
