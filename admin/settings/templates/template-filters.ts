import type { TemplateDto } from '../../../server/api/contracts/templates';
import { foldTagName } from '../../../server/tags/fold-tag-name';

export interface TemplateFilters {
  text: string;
  medium: 'email' | 'whatsapp' | null;
  /** `attention`: a person has to do something about it. */
  state: 'approved' | 'pending' | 'attention' | null;
  archived: boolean;
}

/** By name, labels and text, whatever case and accents. */
export function filterTemplates(templates: readonly TemplateDto[], { text, medium, state, archived }: TemplateFilters) {
  const words = foldTagName(text).split(' ').filter(Boolean);
  return templates.filter((template) => {
    if (template.archived !== archived || (medium !== null && template.medium !== medium)) return false;
    if (state !== null && GROUP[template.state] !== state) return false;
    const all = foldTagName(`${template.name} ${template.labels.join(' ')} ${template.body.replace(/<[^>]*>/g, ' ')}`);
    return words.every((word) => all.includes(word));
  });
}

const GROUP: Partial<Record<TemplateDto['state'], NonNullable<TemplateFilters['state']>>> = {
  approved: 'approved',
  submitting: 'pending',
  pending: 'pending',
  in_appeal: 'pending',
  draft: 'attention',
  rejected: 'attention',
  paused: 'attention',
  disabled: 'attention',
  deleted: 'attention',
  limit_exceeded: 'attention',
  locked: 'attention',
  archived: 'attention',
  unknown: 'attention',
};
