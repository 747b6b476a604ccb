import type { TemplateChoicesDto } from '../../../server/api/contracts/templates';
import { foldTagName } from '../../../server/tags/fold-tag-name';

export type TemplateChoice = TemplateChoicesDto['data'][number];

/** What people search in: name, labels and text, whatever case and accents. Made once for a list. */
export interface SearchableTemplate {
  template: TemplateChoice;
  name: string;
  all: string;
}

export const toSearchable = (templates: readonly TemplateChoice[]): SearchableTemplate[] =>
  templates.map((template) => ({
    template,
    name: foldTagName(template.name),
    all: foldTagName(`${template.name} ${template.labels.join(' ')} ${template.body.replace(/<[^>]*>/g, ' ')}`),
  }));

/**
 * All words have to be there. Whose name begins with the words comes first, whose name has them next; within that the order
 * of the list stays, with the reader's language before others.
 */
export function matchingTemplates(
  list: readonly SearchableTemplate[],
  typed: string,
  language: string
): TemplateChoice[] {
  const text = foldTagName(typed);
  const words = text.split(' ').filter(Boolean);
  const rank = ({ name, template }: SearchableTemplate): number =>
    (name.startsWith(text) ? 0 : name.includes(text) ? 2 : 4) + (template.language.startsWith(language) ? 0 : 1);
  return list
    .filter(({ all }) => words.every((word) => all.includes(word)))
    .map((item, index) => ({ item, index }))
    .sort((a, b) => rank(a.item) - rank(b.item) || a.index - b.index)
    .map(({ item }) => item.template);
}
