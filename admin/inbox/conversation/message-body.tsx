import { Flex, Typography } from '@strapi/design-system';
import { useCallback } from 'react';
import type { MessageDto } from '../../../server/api/contracts/inbox';
import { SafeHtmlFrame } from '../../components/safe-html/safe-html-frame';
import { useTranslate } from '../../i18n/use-translate';
import { PlainBody } from './plain-body';
import { RemoteImagesNotice } from './remote-images/remote-images-notice';
import { useRemoteImages } from './remote-images/use-remote-images';
import { useFoldLabels } from './use-fold-labels';
import { useInlineImages } from './use-inline-images';

/** Nothing to read: said, unless it brought files or an invitation, which stand for themselves. */
function EmptyBody({ message }: { message: MessageDto }) {
  const t = useTranslate();
  if (message.attachments.length > 0 || message.invitations.length > 0) return null;
  return (
    <Typography variant="omega" textColor="neutral600">
      {t('message.empty')}
    </Typography>
  );
}

/** The sanitised HTML in its frame, else the plain text. */
export function MessageBody({ message }: { message: MessageDto }) {
  const t = useTranslate();
  const fillImages = useInlineImages(message.attachments);
  const remote = useRemoteImages(message);
  const { fill: fillRemote } = remote;
  const fill = useCallback(
    (frame: Document) => {
      const ends = [fillImages(frame), fillRemote?.(frame)];
      return () => ends.forEach((end) => end?.());
    },
    [fillImages, fillRemote]
  );
  const fold = useFoldLabels();
  if (message.text.trim() === '' && !message.html?.includes('<img')) return <EmptyBody message={message} />;
  if (message.html === null) return <PlainBody text={message.text} subject={message.subject} />;
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <RemoteImagesNotice messageId={message.id} images={remote} />
      <SafeHtmlFrame
        html={message.html}
        title={t('message.frame', { name: message.from.name || message.from.address })}
        fold={fold}
        onDocument={fill}
      />
    </Flex>
  );
}
