import { useState } from 'react';
import { styled } from 'styled-components';
import type { AttachmentDto } from '../../../server/api/contracts/inbox';
import { MediaPlace } from './media-place';
import { bareType } from './shown-as';
import { useMedia } from './use-media';

const Drawn = styled.img`
  width: 14rem;
  height: 14rem;
  object-fit: contain;
`;

export function Sticker({ attachment, description }: { attachment: AttachmentDto; description: string }) {
  const [broken, setBroken] = useState(false);
  const file = useMedia(attachment, bareType(attachment.type), true);
  if (broken || file.at !== 'ready')
    return (
      <MediaPlace
        file={broken ? { at: 'failed', url: null } : file}
        attachment={attachment}
        kind="image"
        onLoad={() => undefined}
      />
    );
  return <Drawn src={file.url} alt={description} onError={() => setBroken(true)} />;
}
