import { Flex } from '@strapi/design-system';
import type { MessageDto } from '../../../server/api/contracts/inbox';
import { useTranslate } from '../../i18n/use-translate';
import { AttachmentItem } from './attachment-item';
import { isShownInline } from './inline-attachment';

export function AttachmentList({ message }: { message: MessageDto }) {
  const t = useTranslate();
  const files = message.attachments.filter((attachment) => !isShownInline(attachment, message.html));
  if (files.length === 0) return null;
  return (
    <Flex tag="ul" gap={2} wrap="wrap" alignItems="stretch" aria-label={t('attachment.list')}>
      {files.map((attachment) => (
        <AttachmentItem key={attachment.id} attachment={attachment} />
      ))}
    </Flex>
  );
}
