import type { FormErrors } from '@strapi/strapi/admin';
import type { TranslationKey } from '../../../../i18n/translation-key';
import type { Translate } from '../../../../i18n/use-translate';
import type { NumberValues } from './number-values';

export const asNumberErrors = (
  problems: Partial<Record<keyof NumberValues, TranslationKey>>,
  t: Translate
): FormErrors<NumberValues> =>
  Object.fromEntries(Object.entries(problems).map(([name, key]) => [name, t(key)])) as FormErrors<NumberValues>;
