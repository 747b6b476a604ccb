import { useMemo, useState, type ReactNode } from 'react';
import type { AttachmentDto } from '../../../server/api/contracts/inbox';
import { shownAtOnce } from './at-once';
import { PictureViewer } from './picture-viewer';
import { Thumbnail } from './thumbnail';
import type { MediaFile } from './use-media';

interface Props {
  pictures: AttachmentDto[];
  describe: (picture: AttachmentDto) => string;
  /** Small and all of one size; else as large as there is room. */
  small?: boolean;
  /** Around each of them. */
  children?: (picture: AttachmentDto, thumbnail: ReactNode) => ReactNode;
}

/** Pictures of one message, each of which opens large, with a way to the next one. */
export function Pictures({ pictures, describe, small = false, children = (_picture, thumbnail) => thumbnail }: Props) {
  const [opened, setOpened] = useState<string | null>(null);
  const [files, setFiles] = useState<Record<string, MediaFile>>({});
  const atOnce = useMemo(() => shownAtOnce(pictures), [pictures]);
  return (
    <>
      {pictures.map((picture) =>
        children(
          picture,
          <Thumbnail
            key={picture.id}
            picture={picture}
            description={describe(picture)}
            small={small}
            atOnce={atOnce.has(picture.id) || opened === picture.id}
            onOpen={() => setOpened(picture.id)}
            onFile={(file) => setFiles((before) => ({ ...before, [picture.id]: file }))}
          />
        )
      )}
      <PictureViewer pictures={pictures} files={files} describe={describe} opened={opened} onOpen={setOpened} />
    </>
  );
}
