import { useCallback } from 'react';
import { useIntl } from 'react-intl';
import { readApiError } from '../api/api-error';
import { PLUGIN_ID } from '../plugin-id';
import { useTranslate } from './use-translate';

/** A sentence for a failed request: by its code, else what the server said, else by its status. */
export function useApiErrorText(): (error: unknown) => string {
  const t = useTranslate();
  const { messages } = useIntl();
  return useCallback(
    (error) => {
      const { code, status, message } = readApiError(error);
      for (const id of code ? [`error.${code}`, `trouble.${code}.message`] : []) {
        const text = messages[`${PLUGIN_ID}.${id}`];
        if (typeof text === 'string') return text;
      }
      if (status === null) return t('error.no-answer');
      if (status === 403) return t('error.forbidden');
      if (status === 404) return t('error.not-found');
      if (status === 429) return t('error.rate-limited');
      return message || t('error.unknown');
    },
    [messages, t]
  );
}
