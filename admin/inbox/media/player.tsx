import { useState, type ReactNode } from 'react';
import { styled } from 'styled-components';
import { Flex } from '@strapi/design-system';
import type { AttachmentDto } from '../../../server/api/contracts/inbox';
import { useTranslate } from '../../i18n/use-translate';
import { MediaPlace } from './media-place';
import { bareType } from './shown-as';
import { useMedia } from './use-media';

const Audio = styled.audio`
  width: min(32rem, 100%);
`;
const Video = styled.video`
  display: block;
  max-width: 100%;
  max-height: 32rem;
  border-radius: ${({ theme }) => theme.borderRadius};
`;

interface Props {
  attachment: AttachmentDto;
  kind: 'audio' | 'video';
  label: string;
  /** The file by its name, where nothing around the player names it. */
  fallback?: ReactNode;
}

/** Loaded when somebody wants to hear it; what the browser cannot play is there to be downloaded. */
export function Player({ attachment, kind, label, fallback }: Props) {
  const t = useTranslate();
  const [wanted, setWanted] = useState(false);
  const [broken, setBroken] = useState(false);
  const file = useMedia(attachment, bareType(attachment.type), wanted);
  if (broken)
    return (
      <Flex direction="column" alignItems="stretch" gap={1}>
        {fallback}
        <span role="status">{t('whatsapp.media.not-playable')}</span>
      </Flex>
    );
  if (file.at !== 'ready')
    return <MediaPlace file={file} attachment={attachment} kind={kind} onLoad={() => setWanted(true)} />;
  const common = { src: file.url, controls: true, autoPlay: true, 'aria-label': label, onError: () => setBroken(true) };
  return kind === 'audio' ? <Audio {...common} /> : <Video {...common} />;
}
