import { Typography } from '@strapi/design-system';
import type { HiddenTemplateDto } from '../../../../server/api/contracts/templates';
import { useTranslate } from '../../../i18n/use-translate';

/** Templates that are not offered, each with its reason. */
export function HiddenTemplates({ hidden }: { hidden: readonly HiddenTemplateDto[] }) {
  const t = useTranslate();
  if (hidden.length === 0) return null;
  return (
    <details data-hidden-templates>
      <summary>
        <Typography variant="pi" textColor="neutral700">
          {t('whatsapp.templates.hidden', { count: hidden.length })}
        </Typography>
      </summary>
      <ul>
        {hidden.map(({ id, name, language, why, state }) => (
          <li key={id}>
            <Typography variant="pi" textColor="neutral700">
              {name} ({language}):{' '}
              {t(why === 'not-supported' ? 'whatsapp.templates.not-supported' : `templates.state.${state}`)}
            </Typography>
          </li>
        ))}
      </ul>
    </details>
  );
}
