import { Flex } from '@strapi/design-system';
import type { AttachmentDto, MessageDto } from '../../../server/api/contracts/inbox';
import { useTranslate } from '../../i18n/use-translate';
import { Pictures } from '../media/pictures';
import { Player } from '../media/player';
import { fileShownAs, type ShownAs } from '../media/shown-as';
import { AttachmentItem } from './attachment-item';
import { isShownInline } from './inline-attachment';

/** Pictures first, small; then what can be heard or seen; then the rest by name. */
export function AttachmentList({ message }: { message: MessageDto }) {
  const t = useTranslate();
  const files = message.attachments.filter((attachment) => !isShownInline(attachment, message.html));
  if (files.length === 0) return null;
  const shownAs = (file: AttachmentDto): ShownAs => (file.state === 'stored' ? fileShownAs(file) : 'file');
  const others = files.filter((file) => shownAs(file) !== 'picture');
  const nameOf = ({ name }: AttachmentDto) => name || t('attachment.unnamed');
  return (
    <Flex tag="ul" gap={2} wrap="wrap" alignItems="stretch" aria-label={t('attachment.list')}>
      <Pictures pictures={files.filter((file) => shownAs(file) === 'picture')} describe={nameOf} small>
        {(picture, thumbnail) => (
          <AttachmentItem key={picture.id} attachment={picture}>
            {thumbnail}
          </AttachmentItem>
        )}
      </Pictures>
      {others.map((file) => {
        const kind = shownAs(file);
        return (
          <AttachmentItem key={file.id} attachment={file}>
            {(kind === 'audio' || kind === 'video') && <Player attachment={file} kind={kind} label={nameOf(file)} />}
          </AttachmentItem>
        );
      })}
    </Flex>
  );
}
