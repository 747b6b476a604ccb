import { Badge } from '@strapi/design-system';
import type { TemplateDto } from '../../../server/api/contracts/templates';
import { useTranslate } from '../../i18n/use-translate';

type State = TemplateDto['state'];

const TONE: Partial<Record<State, 'success' | 'danger' | 'warning'>> = {
  approved: 'success',
  ready: 'success',
  rejected: 'danger',
  disabled: 'danger',
  deleted: 'danger',
  limit_exceeded: 'danger',
  paused: 'warning',
  locked: 'warning',
  in_appeal: 'warning',
  unknown: 'warning',
};

export function TemplateState({ state }: { state: State }) {
  const t = useTranslate();
  // On its own ground the yellow of the theme is too pale to read.
  const tone = TONE[state] ?? 'neutral';
  return (
    <Badge
      backgroundColor={`${tone}100`}
      textColor={tone === 'warning' ? 'neutral800' : `${tone}700`}
      data-template-state={state}
    >
      {t(`templates.state.${state}`)}
    </Badge>
  );
}
