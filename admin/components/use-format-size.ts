import { useCallback } from 'react';
import { useIntl } from 'react-intl';
import { sizeParts } from './file-size';

export function useFormatSize(): (bytes: number) => string {
  const { formatNumber } = useIntl();
  return useCallback(
    (bytes) => {
      const { value, unit } = sizeParts(bytes);
      // The short form of bytes knows no plural.
      const unitDisplay = unit === 'byte' ? 'long' : 'short';
      return formatNumber(value, { style: 'unit', unit, unitDisplay, maximumFractionDigits: 1 });
    },
    [formatNumber]
  );
}
