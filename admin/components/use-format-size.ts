import { useCallback } from 'react';
import { useIntl } from 'react-intl';
import { sizeParts } from './file-size';

export function useFormatSize(): (bytes: number) => string {
  const { formatNumber } = useIntl();
  return useCallback(
    (bytes) => {
      const { value, unit } = sizeParts(bytes);
      return formatNumber(value, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 });
    },
    [formatNumber]
  );
}
