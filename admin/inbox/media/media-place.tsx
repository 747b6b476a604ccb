import { Button, Flex, Typography } from '@strapi/design-system';
import { Download, Image, MusicNotes, Play } from '@strapi/icons';
import type { AttachmentDto } from '../../../server/api/contracts/inbox';
import { useFormatSize } from '../../components/use-format-size';
import { useTranslate } from '../../i18n/use-translate';
import type { MediaFile } from './use-media';

const ICON = { image: Image, audio: MusicNotes, video: Play };

interface Props {
  file: MediaFile;
  attachment: AttachmentDto;
  kind: 'image' | 'audio' | 'video';
  onLoad: () => void;
}

/** Where the file will be: what it is, how large, and the way to get it. */
export function MediaPlace({ file, attachment, kind, onLoad }: Props) {
  const t = useTranslate();
  const formatSize = useFormatSize();
  const Icon = ICON[kind];
  return (
    <Flex gap={3} padding={3} background="neutral100" hasRadius wrap="wrap" minWidth="16rem">
      <Icon aria-hidden fill="neutral600" />
      <Typography variant="pi" textColor={file.at === 'failed' ? 'danger600' : 'neutral700'}>
        {file.at === 'failed'
          ? t('whatsapp.media.not-loaded')
          : `${t(`whatsapp.content.${kind}`)} · ${formatSize(attachment.size)}`}
      </Typography>
      {file.at === 'waiting' && (
        <Button size="S" variant="tertiary" startIcon={kind === 'image' ? <Download /> : <Play />} onClick={onLoad}>
          {t(kind === 'image' ? 'whatsapp.media.show' : 'whatsapp.media.play')}
        </Button>
      )}
      {file.at === 'loading' && (
        <Typography variant="pi" textColor="neutral600" role="status">
          {t('whatsapp.media.loading')}
        </Typography>
      )}
    </Flex>
  );
}
