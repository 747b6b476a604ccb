import { Flex, IconButton, ProgressBar, Typography } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import type { ReactNode } from 'react';
import type { UploadDto } from '../../../server/api/contracts/inbox';
import { useFormatSize } from '../../components/use-format-size';
import { useApiErrorText } from '../../i18n/use-api-error-text';
import { useTranslate } from '../../i18n/use-translate';
import type { RunningUpload } from './use-uploads';

interface Props {
  attached: UploadDto[];
  uploads: RunningUpload[];
  disabled: boolean;
  onDetach: (id: string) => void;
  onCancel: (key: string) => void;
}

export function AttachmentTray({ attached, uploads, disabled, onDetach, onCancel }: Props) {
  const t = useTranslate();
  const errorText = useApiErrorText();
  if (attached.length + uploads.length === 0) return null;
  return (
    <Flex tag="ul" gap={2} wrap="wrap" aria-label={t('attachment.list')}>
      {attached.map(({ id, name, size }) => (
        <TrayItem key={id} name={name} size={size} disabled={disabled} onRemove={() => onDetach(id)} />
      ))}
      {uploads.map(({ key, name, size, progress, error }) => (
        <TrayItem key={key} name={name} size={size} disabled={false} onRemove={() => onCancel(key)}>
          {error === null ? (
            <ProgressBar size="S" value={Math.round(progress * 100)} aria-label={t('composer.uploading', { name })} />
          ) : (
            <Typography variant="pi" textColor="danger600" role="alert">
              {errorText(error)}
            </Typography>
          )}
        </TrayItem>
      ))}
    </Flex>
  );
}

interface ItemProps {
  name: string;
  size: number;
  disabled: boolean;
  onRemove: () => void;
  children?: ReactNode;
}

function TrayItem({ name, size, disabled, onRemove, children }: ItemProps) {
  const t = useTranslate();
  const formatSize = useFormatSize();
  return (
    <Flex tag="li" gap={2} padding={2} hasRadius background="neutral100" borderColor="neutral200" maxWidth="100%">
      <Flex direction="column" alignItems="stretch" gap={1} minWidth={0}>
        <Typography variant="pi" style={{ overflowWrap: 'anywhere' }}>
          <bdi>{name}</bdi> · {formatSize(size)}
        </Typography>
        {children}
      </Flex>
      <IconButton label={t('composer.remove-file', { name })} variant="ghost" disabled={disabled} onClick={onRemove}>
        <Cross />
      </IconButton>
    </Flex>
  );
}
