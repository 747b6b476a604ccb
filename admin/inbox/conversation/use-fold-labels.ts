import { useMemo } from 'react';
import type { FoldLabels } from '../../components/safe-html/fold-quotes';
import { useTranslate } from '../../i18n/use-translate';

export function useFoldLabels(): FoldLabels {
  const t = useTranslate();
  return useMemo(() => ({ show: t('message.quoted.show'), hide: t('message.quoted.hide') }), [t]);
}
