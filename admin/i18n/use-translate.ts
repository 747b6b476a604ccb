import { useCallback } from 'react';
import { useIntl } from 'react-intl';
import { translationId, type TranslationKey } from './translation-key';

export type Values = Record<string, string | number | boolean | null | undefined>;
export type Translate = (key: TranslationKey, values?: Values) => string;

export function useTranslate(): Translate {
  const { formatMessage } = useIntl();
  return useCallback((key, values) => formatMessage({ id: translationId(key) }, values), [formatMessage]);
}
