import { z } from 'zod';
import { id, optionalObject, optionalText } from './fields';
import { fingerprint } from './fragment';
import type { Draft, TemplateItem } from './items';

const ref = z
  .object({
    message_template_id: id,
    message_template_name: optionalText,
    message_template_language: optionalText,
  })
  .transform((value) => ({
    templateId: value.message_template_id,
    name: value.message_template_name,
    language: value.message_template_language,
  }));

const status = z.object({
  event: z.string(),
  reason: optionalText,
  message_template_category: optionalText,
  rejection_info: optionalObject({ reason: optionalText, recommendation: optionalText }),
  other_info: optionalObject({ title: optionalText, description: optionalText }),
});
const quality = z.object({ previous_quality_score: optionalText, new_quality_score: optionalText });
const category = z.object({
  previous_category: optionalText,
  new_category: optionalText,
  correct_category: optionalText,
});

export const TEMPLATE_FIELDS = [
  'message_template_status_update',
  'message_template_quality_update',
  'template_category_update',
  'message_template_components_update',
] as const;
export type TemplateField = (typeof TEMPLATE_FIELDS)[number];

/** Meta: webhooks/reference, one page per field. */
export function readTemplate(field: TemplateField, value: unknown, at: number | null): Draft<TemplateItem> {
  // Two events of one template may have the same words: only their time tells them apart.
  const base = { ...ref.parse(value), at, key: `${field}:${at ?? ''}:${fingerprint(value)}` };
  switch (field) {
    case 'message_template_status_update': {
      const parsed = status.parse(value);
      return {
        ...base,
        kind: 'template-status',
        event: parsed.event,
        category: parsed.message_template_category,
        reason: parsed.rejection_info?.reason ?? parsed.reason,
        recommendation: parsed.rejection_info?.recommendation ?? null,
        title: parsed.other_info?.title ?? null,
        description: parsed.other_info?.description ?? null,
      };
    }
    case 'message_template_quality_update': {
      const { previous_quality_score, new_quality_score } = quality.parse(value);
      return { ...base, kind: 'template-quality', previous: previous_quality_score, current: new_quality_score };
    }
    case 'template_category_update': {
      // With `correct_category` the change is announced and `new_category` is the present one.
      const { previous_category, new_category, correct_category } = category.parse(value);
      return {
        ...base,
        kind: 'template-category',
        previous: previous_category,
        current: new_category,
        correct: correct_category,
      };
    }
    case 'message_template_components_update':
      return { ...base, kind: 'template-components' };
  }
}
