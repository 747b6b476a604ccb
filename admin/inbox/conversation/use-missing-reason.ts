import { useIntl } from 'react-intl';
import type { AttachmentDto } from '../../../server/api/contracts/inbox';
import { useTranslate } from '../../i18n/use-translate';
import { PLUGIN_ID } from '../../plugin-id';

/** Why a file of a mail is not here, in words. */
export function useMissingReason() {
  const t = useTranslate();
  const { messages } = useIntl();
  return ({ reason }: Pick<AttachmentDto, 'reason'>): string => {
    const text = messages[`${PLUGIN_ID}.attachment.reason.${reason ?? ''}`];
    return typeof text === 'string' ? text : t('attachment.missing');
  };
}
