import type { MessageDto } from '../../../server/api/contracts/inbox';
import { Notice } from '../../components/notice';
import { useTranslate } from '../../i18n/use-translate';

/** What to know of how the mail is shown. */
export function MailNotices({ message }: { message: MessageDto }) {
  const t = useTranslate();
  return message.notices.map((code) => (
    <Notice key={code} tone="info">
      {t(`message.notice.${code}`)}
    </Notice>
  ));
}
