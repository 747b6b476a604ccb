import type { TemplateDto } from '../../../server/api/contracts/templates';
import { foldTagName } from '../../../server/tags/fold-tag-name';

export interface TemplateFilters {
  text: string;
  medium: 'email' | 'whatsapp' | null;
  archived: boolean;
}

/** By name, labels and text, whatever case and accents. */
export function filterTemplates(templates: readonly TemplateDto[], { text, medium, archived }: TemplateFilters) {
  const words = foldTagName(text).split(' ').filter(Boolean);
  return templates.filter((template) => {
    if (template.archived !== archived || (medium !== null && template.medium !== medium)) return false;
    const all = foldTagName(`${template.name} ${template.labels.join(' ')} ${template.body.replace(/<[^>]*>/g, ' ')}`);
    return words.every((word) => all.includes(word));
  });
}
