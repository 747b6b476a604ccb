import { Typography } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import { useFetchClient } from '@strapi/strapi/admin';
import { useState } from 'react';
import { path } from '../../../api/envelope';
import { useRawDownloadedMutation } from '../../../api/quarantine';
import { ConfirmButton } from '../../../components/confirm-button';
import { saveBlob } from '../../../components/save-blob';
import { useNotify } from '../../../components/use-notify';
import { useTranslate } from '../../../i18n/use-translate';

interface Props {
  accountId: string;
  entryId: string;
}

/** The source of a mail that cannot be shown. Asked before, since it is a customer's and taking it is written down. */
export function DownloadRawButton({ accountId, entryId }: Props) {
  const t = useTranslate();
  const notify = useNotify();
  const { get } = useFetchClient();
  const [downloaded] = useRawDownloadedMutation();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      // Fetched and then saved: a plain link would carry no session.
      const { data } = await get(path('quarantine', entryId, 'raw'), { responseType: 'blob' });
      saveBlob(data, `mail-${entryId}.eml`);
      await downloaded(accountId);
    } catch (error) {
      notify.failed(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <ConfirmButton
      label={t('quarantine.download')}
      title={t('quarantine.download.title')}
      confirmLabel={t('quarantine.download')}
      size="S"
      startIcon={<Download />}
      loading={busy}
      onConfirm={() => void run()}
    >
      <Typography>{t('quarantine.download.text')}</Typography>
    </ConfirmButton>
  );
}
