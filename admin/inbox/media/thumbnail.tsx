import { useEffect, useState } from 'react';
import { styled } from 'styled-components';
import type { AttachmentDto } from '../../../server/api/contracts/inbox';
import { useTranslate } from '../../i18n/use-translate';
import { MediaPlace } from './media-place';
import { bareType } from './shown-as';
import { useMedia, type MediaFile } from './use-media';

const Frame = styled.button<{ $small: boolean }>`
  display: block;
  padding: 0;
  border: 0;
  border-radius: ${({ theme }) => theme.borderRadius};
  background: none;
  cursor: zoom-in;
  max-width: 100%;

  img {
    display: block;
    max-width: 100%;
    border-radius: ${({ theme }) => theme.borderRadius};
    ${({ $small }) => ($small ? 'width: 18rem; height: 12rem; object-fit: cover;' : 'max-height: 28rem;')}
  }
`;

interface Props {
  picture: AttachmentDto;
  description: string;
  small: boolean;
  /** Loaded without being asked for. */
  atOnce: boolean;
  onOpen: () => void;
  onFile: (file: MediaFile) => void;
}

export function Thumbnail({ picture, description, small, atOnce, onOpen, onFile }: Props) {
  const t = useTranslate();
  const [asked, setAsked] = useState(false);
  const [broken, setBroken] = useState(false);
  const file = useMedia(picture, bareType(picture.type), atOnce || asked);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the parent keeps what it is told; who tells it does not matter
  useEffect(() => onFile(file), [file]);
  if (broken || file.at !== 'ready') {
    const shown: MediaFile = broken ? { at: 'failed', url: null } : file;
    return <MediaPlace file={shown} attachment={picture} kind="image" onLoad={() => setAsked(true)} />;
  }
  return (
    <Frame
      type="button"
      data-thumbnail={picture.id}
      aria-label={t('media.picture.open', { name: description })}
      onClick={onOpen}
      $small={small}
    >
      <img src={file.url} alt={description} onError={() => setBroken(true)} />
    </Frame>
  );
}
