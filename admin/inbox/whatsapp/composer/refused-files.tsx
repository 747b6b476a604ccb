import { Button } from '@strapi/design-system';
import { Notice } from '../../../components/notice';
import { useFormatSize } from '../../../components/use-format-size';
import { useTranslate } from '../../../i18n/use-translate';
import type { RefusedFile } from './check-files';

interface Props {
  files: RefusedFile[];
  onClose: () => void;
}

export function RefusedFiles({ files, onClose }: Props) {
  const t = useTranslate();
  const formatSize = useFormatSize();
  if (files.length === 0) return null;
  return (
    <Notice
      tone="warning"
      action={
        <Button size="S" variant="tertiary" onClick={onClose}>
          {t('action.close')}
        </Button>
      }
    >
      {files.map(({ name, code, maxBytes }, index) => (
        <div key={index}>{t(`whatsapp.file.${code}`, { name, limit: formatSize(maxBytes) })}</div>
      ))}
    </Notice>
  );
}
