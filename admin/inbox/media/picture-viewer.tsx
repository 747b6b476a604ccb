import { Button, Flex, IconButton, Modal, Typography } from '@strapi/design-system';
import { ArrowLeft, ArrowRight, Download } from '@strapi/icons';
import type { KeyboardEvent } from 'react';
import { styled } from 'styled-components';
import type { AttachmentDto } from '../../../server/api/contracts/inbox';
import { withVisibleCharacters } from '../../components/visible-characters';
import { useTranslate } from '../../i18n/use-translate';
import { useDownload } from './use-download';
import { MediaPlace } from './media-place';
import type { MediaFile } from './use-media';

const Whole = styled.img`
  display: block;
  max-width: 100%;
  max-height: 70vh;
  margin: 0 auto;
`;

interface Props {
  pictures: AttachmentDto[];
  files: Record<string, MediaFile>;
  describe: (picture: AttachmentDto) => string;
  /** The id of the one that is shown; null: closed. */
  opened: string | null;
  onOpen: (id: string | null) => void;
}

/** One picture as large as the page allows; the arrow keys go to the others of the message. */
export function PictureViewer({ pictures, files, describe, opened, onOpen }: Props) {
  const t = useTranslate();
  const { download, isPreparing } = useDownload();
  const index = pictures.findIndex(({ id }) => id === opened);
  const picture = pictures[index];
  const go = (step: number) => {
    const next = pictures[index + step];
    if (next) onOpen(next.id);
  };
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'ArrowLeft') go(-1);
    if (key === 'ArrowRight') go(1);
  };
  if (!picture) return null;
  const description = describe(picture);
  const file = files[picture.id] ?? { at: 'loading', url: null };
  return (
    <Modal.Root open onOpenChange={(open: boolean) => !open && onOpen(null)}>
      <Modal.Content onKeyDown={onKeyDown} data-viewer={picture.id}>
        <Modal.Header closeLabel={t('action.close')}>
          <Modal.Title>{withVisibleCharacters(description)}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          {file.at === 'ready' ? (
            <Whole src={file.url} alt={description} />
          ) : (
            <MediaPlace file={file} attachment={picture} kind="image" onLoad={() => undefined} />
          )}
        </Modal.Body>
        <Modal.Footer>
          <Flex gap={2}>
            {pictures.length > 1 && (
              <>
                <IconButton label={t('media.picture.previous')} disabled={index === 0} onClick={() => go(-1)}>
                  <ArrowLeft />
                </IconButton>
                <IconButton
                  label={t('media.picture.next')}
                  disabled={index === pictures.length - 1}
                  onClick={() => go(1)}
                >
                  <ArrowRight />
                </IconButton>
                <Typography variant="pi" role="status">
                  {t('media.picture.of', { number: index + 1, total: pictures.length })}
                </Typography>
              </>
            )}
          </Flex>
          <Flex gap={2}>
            <Button
              variant="tertiary"
              startIcon={<Download />}
              loading={isPreparing}
              onClick={() => void download(picture)}
            >
              {t('media.download')}
            </Button>
          </Flex>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}
