import type { UnknownVariable } from '../../../server/templates/language';
import { Notice } from '../../components/notice';
import { useTranslate } from '../../i18n/use-translate';

/** What stands between double braces and means nothing, with what was probably meant. */
export function UnknownVariables({ unknown }: { unknown: UnknownVariable[] }) {
  const t = useTranslate();
  if (unknown.length === 0) return null;
  return (
    <Notice tone="warning" title={t('templates.unknown.title')}>
      <ul>
        {unknown.map(({ name, suggestion }) => (
          <li key={name}>
            {suggestion
              ? t('templates.unknown.meant', { name: `{{${name}}}`, suggestion: `{{${suggestion}}}` })
              : `{{${name}}}`}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
