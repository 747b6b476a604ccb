import { Button, Flex, IconButton, Modal } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import { useState } from 'react';
import { styled } from 'styled-components';
import type { AttachmentDto } from '../../../../server/api/contracts/inbox';
import { useTranslate } from '../../../i18n/use-translate';
import { AttachmentItem } from '../../conversation/attachment-item';
import { useDownload } from '../../conversation/use-download';
import { MediaPlace } from './media-place';
import { bareType } from './shown-as';
import { useMedia } from './use-media';

/** A larger one is loaded when somebody asks for it. */
const AT_ONCE_BYTES = 6 * 1024 * 1024;

const Thumbnail = styled.button`
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
    max-height: 28rem;
    border-radius: ${({ theme }) => theme.borderRadius};
  }
`;

const Whole = styled.img`
  display: block;
  max-width: 100%;
  max-height: 75vh;
  margin: 0 auto;
`;

const Sticker = styled.img`
  width: 14rem;
  height: 14rem;
  object-fit: contain;
`;

interface Props {
  attachment: AttachmentDto;
  description: string;
  sticker: boolean;
}

export function Picture({ attachment, description, sticker }: Props) {
  const t = useTranslate();
  const [wanted, setWanted] = useState(attachment.size <= AT_ONCE_BYTES);
  const [open, setOpen] = useState(false);
  const [broken, setBroken] = useState(false);
  const { download, isPreparing } = useDownload();
  const file = useMedia(attachment, bareType(attachment.type), wanted);
  if (broken) return <AttachmentItem attachment={attachment} />;
  if (file.at !== 'ready')
    return <MediaPlace file={file} attachment={attachment} kind="image" onLoad={() => setWanted(true)} />;
  if (sticker) return <Sticker src={file.url} alt={description} onError={() => setBroken(true)} />;
  return (
    <>
      <Thumbnail type="button" aria-label={t('whatsapp.picture.open')} onClick={() => setOpen(true)}>
        <img src={file.url} alt={description} onError={() => setBroken(true)} />
      </Thumbnail>
      <Modal.Root open={open} onOpenChange={setOpen}>
        <Modal.Content>
          <Modal.Header>
            <Modal.Title>{description}</Modal.Title>
          </Modal.Header>
          <Modal.Body>
            <Whole src={file.url} alt={description} />
          </Modal.Body>
          <Modal.Footer>
            <Modal.Close>
              <Button variant="tertiary">{t('action.close')}</Button>
            </Modal.Close>
            <Flex>
              <IconButton
                label={t('attachment.download', { name: attachment.name || description })}
                disabled={isPreparing}
                onClick={() => void download(attachment)}
              >
                <Download />
              </IconButton>
            </Flex>
          </Modal.Footer>
        </Modal.Content>
      </Modal.Root>
    </>
  );
}
