import { useNotification } from '@strapi/strapi/admin';
import { useMemo } from 'react';
import { useApiErrorText } from '../i18n/use-api-error-text';

export function useNotify() {
  const { toggleNotification } = useNotification();
  const errorText = useApiErrorText();
  return useMemo(
    () => ({
      done: (message: string) => toggleNotification({ type: 'success', message }),
      failed: (error: unknown) => toggleNotification({ type: 'danger', message: errorText(error) }),
    }),
    [toggleNotification, errorText]
  );
}
