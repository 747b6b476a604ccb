import { Typography } from '@strapi/design-system';
import { useTranslate } from '../../../i18n/use-translate';
import { sentAs, type GivenFile } from './check-files';

/** How each file arrives: what WhatsApp does not take as a picture or a film goes as a document. */
export function FilesHint({ files }: { files: GivenFile[] }) {
  const t = useTranslate();
  if (files.length === 0) return null;
  return (
    <Typography variant="pi" textColor="neutral700" style={{ overflowWrap: 'anywhere' }}>
      {files
        .map((file) => t('whatsapp.file.sent-as', { name: file.name, kind: t(`whatsapp.content.${sentAs(file)}`) }))
        .join(' · ')}
    </Typography>
  );
}
