import { Flex, Typography } from '@strapi/design-system';
import { Clock, WarningCircle } from '@strapi/icons';
import type { AttachmentDto, MessageDto } from '../../../../server/api/contracts/inbox';
import { useTranslate } from '../../../i18n/use-translate';
import { AttachmentItem } from '../../conversation/attachment-item';
import { Pictures } from '../../media/pictures';
import { Player } from '../../media/player';
import { shownAs } from '../../media/shown-as';
import { Sticker } from '../../media/sticker';

interface Props {
  message: MessageDto;
  type: 'image' | 'video' | 'audio' | 'document' | 'sticker';
  voice: boolean;
}

export function MediaList({ message, type, voice }: Props) {
  const t = useTranslate();
  const name = t(voice ? 'whatsapp.content.voice' : `whatsapp.content.${type}`);
  if (message.attachments.length === 0)
    return (
      <Flex gap={2}>
        <WarningCircle aria-hidden fill="warning600" />
        <Typography variant="pi" textColor="warning700">
          {name} · {t('attachment.reason.not-obtainable')}
        </Typography>
      </Flex>
    );
  return (
    <>
      {message.attachments.map((attachment) => (
        <MediaItem key={attachment.id} attachment={attachment} type={type} name={name} caption={message.text} />
      ))}
    </>
  );
}

interface ItemProps {
  attachment: AttachmentDto;
  type: Props['type'];
  name: string;
  caption: string;
}

function MediaItem({ attachment, type, name, caption }: ItemProps) {
  const t = useTranslate();
  if (attachment.state === 'pending')
    return (
      <Flex gap={2} role="status" data-media="pending">
        <Clock aria-hidden fill="neutral600" />
        <Typography variant="pi" textColor="neutral600">
          {name} · {t('whatsapp.media.pending')}
        </Typography>
      </Flex>
    );
  const as = attachment.state === 'stored' ? shownAs(type, attachment.type) : 'file';
  switch (as) {
    case 'picture':
      return <Pictures pictures={[attachment]} describe={() => caption || name} />;
    case 'sticker':
      return <Sticker attachment={attachment} description={name} />;
    case 'audio':
    case 'video':
      return (
        <Player attachment={attachment} kind={as} label={name} fallback={<AttachmentItem attachment={attachment} />} />
      );
    case 'file':
      return (
        <Flex tag="ul" alignItems="stretch">
          <AttachmentItem attachment={attachment} />
        </Flex>
      );
  }
}
