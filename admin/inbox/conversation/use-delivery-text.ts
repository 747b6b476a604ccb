import { useCallback } from 'react';
import type { DeliveryDto } from '../../../server/api/contracts/inbox';
import { withVisibleCharacters } from '../../components/visible-characters';
import { useTranslate } from '../../i18n/use-translate';

/** `550 5.1.1`, as far as the report gave codes. */
const codesOf = ({ smtpCode, status }: DeliveryDto): string =>
  [smtpCode, status].filter((code) => code !== null).join(' ');

/** What became of a mail for one recipient, as a sentence: who, why in plain words, and the server's codes. */
export function useDeliveryText(): (address: string, delivery: DeliveryDto) => string {
  const t = useTranslate();
  return useCallback(
    (address, delivery) => {
      const codes = codesOf(delivery);
      return t(`delivery.${delivery.action}`, {
        address: withVisibleCharacters(address),
        reason: t(`delivery.reason.${delivery.reason ?? 'unknown'}`),
        codes: codes === '' ? 'none' : codes,
      });
    },
    [t]
  );
}
