import type { TemplateAccountDto, TemplateDto, UseType } from '../../../server/api/contracts/templates';
import { foldTagName } from '../../../server/tags/fold-tag-name';

export interface TemplateFilters {
  text: string;
  medium: TemplateDto['medium'] | null;
  /** Those that this account may use. */
  account: Pick<TemplateAccountDto, 'id' | 'medium'> | null;
  useType: UseType | null;
  /** Of WhatsApp. */
  category: TemplateDto['category'] | null;
  language: string | null;
  /** `attention`: a person has to do something about it. */
  state: 'approved' | 'pending' | 'attention' | null;
  archived: boolean;
}

export const EVERYTHING: TemplateFilters = {
  text: '',
  medium: null,
  account: null,
  useType: null,
  category: null,
  language: null,
  state: null,
  archived: false,
};

/** By name, labels and text, whatever case and accents. */
export function filterTemplates(templates: readonly TemplateDto[], filters: TemplateFilters): TemplateDto[] {
  const { text, medium, account, useType, category, language, state, archived } = filters;
  const words = foldTagName(text).split(' ').filter(Boolean);
  return templates.filter((template) => {
    if (template.archived !== archived || (medium !== null && template.medium !== medium)) return false;
    if (account !== null && !mayUse(template, account)) return false;
    if (useType !== null && !template.useTypes.includes(useType)) return false;
    if (category !== null && (template.remoteName === null || template.category !== category)) return false;
    if (language !== null && template.language !== language) return false;
    if (state !== null && GROUP[template.state] !== state) return false;
    const all = foldTagName(
      `${template.name} ${template.labels.join(' ')} ${template.subject} ${template.body.replace(/<[^>]*>/g, ' ')}`
    );
    return words.every((word) => all.includes(word));
  });
}

/** Without accounts of its own it is for all of its medium. */
const mayUse = ({ accountIds, medium }: TemplateDto, account: NonNullable<TemplateFilters['account']>): boolean =>
  accountIds.length === 0 ? medium === account.medium : accountIds.includes(account.id);

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
