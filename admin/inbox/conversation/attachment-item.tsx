import { Flex, IconButton, Typography } from '@strapi/design-system';
import { Download, File, WarningCircle } from '@strapi/icons';
import type { ReactNode } from 'react';
import type { AttachmentDto } from '../../../server/api/contracts/inbox';
import { ForeignText } from '../../components/foreign-text';
import { useFormatSize } from '../../components/use-format-size';
import { withVisibleCharacters } from '../../components/visible-characters';
import { useTranslate } from '../../i18n/use-translate';
import { isOutlookWrapping } from './special-file';
import { useDownload } from '../media/use-download';
import { useMissingReason } from './use-missing-reason';

interface Props {
  attachment: AttachmentDto;
  /** What is in it, shown above its name. */
  children?: ReactNode;
}

export function AttachmentItem({ attachment, children }: Props) {
  const t = useTranslate();
  const reasonOf = useMissingReason();
  const formatSize = useFormatSize();
  const { download, isPreparing } = useDownload();
  const missing = attachment.state === 'placeholder';
  const name = attachment.name || t('attachment.unnamed');
  const line = (
    <Flex gap={2} maxWidth="100%">
      {missing ? <WarningCircle aria-hidden fill="warning600" /> : <File aria-hidden fill="neutral600" />}
      <Flex direction="column" alignItems="flex-start" minWidth={0}>
        <Typography fontWeight="semiBold" style={{ overflowWrap: 'anywhere' }}>
          <ForeignText>{name}</ForeignText>
        </Typography>
        <Typography variant="pi" textColor="neutral600" style={{ overflowWrap: 'anywhere' }}>
          <ForeignText>{attachment.type}</ForeignText> · {formatSize(attachment.size)}
        </Typography>
        {isOutlookWrapping(attachment) && (
          <Typography variant="pi" textColor="neutral600">
            {t('attachment.outlook-wrapping')}
          </Typography>
        )}
        {missing && (
          <Typography variant="pi" textColor="warning700">
            {reasonOf(attachment)}
          </Typography>
        )}
      </Flex>
      {!missing && (
        <IconButton
          label={t('attachment.download', { name: withVisibleCharacters(name) })}
          variant="ghost"
          disabled={isPreparing}
          onClick={() => void download(attachment)}
        >
          <Download />
        </IconButton>
      )}
    </Flex>
  );
  return (
    <Flex
      tag="li"
      direction="column"
      alignItems="flex-start"
      gap={2}
      padding={2}
      hasRadius
      background="neutral100"
      borderColor="neutral200"
      maxWidth={children ? 'min(34rem, 100%)' : '100%'}
      data-attachment={attachment.id}
    >
      {children}
      {line}
    </Flex>
  );
}
