import type { FolderNoticeDto } from '../../../../server/api/contracts/folders';
import { InstantText } from '../../../components/instant-text';
import { Notice } from '../../../components/notice';
import { useTranslate } from '../../../i18n/use-translate';

/** Chosen folders that are not followed at the moment. The account goes on without them. */
export function FolderNotices({ notices }: { notices: FolderNoticeDto[] }) {
  const t = useTranslate();
  return notices.map(({ path, code, since }) => (
    <Notice key={path} tone="warning" title={t('folders.notice.title', { path })}>
      {t(`folders.notice.${code}`)} {t('health.since')}: <InstantText at={since} />
    </Notice>
  ));
}
