/**
 * Where a template stands with its provider. `draft`: it was not given there. `submitting`: it is on its way. Only
 * `approved` may be sent; a state that is not known here is `unknown`.
 *
 * Meta: message templates, "Template status", and the webhook `message_template_status_update`.
 */
export const TEMPLATE_STATES = [
  'draft',
  'submitting',
  'pending',
  'approved',
  'rejected',
  'paused',
  'disabled',
  'in_appeal',
  'limit_exceeded',
  'locked',
  'archived',
  'pending_deletion',
  'deleting',
  'deleted',
  'unknown',
] as const;
export type TemplateState = (typeof TEMPLATE_STATES)[number];

/** Back in use, in Meta's words for it. */
const APPROVED_AGAIN = new Set(['reinstated', 'unlocked', 'unarchived', 'active']);

/** Null: it says nothing about the state, as `FLAGGED`, which warns of one that is still in use. */
export function stateOf(word: string): TemplateState | null {
  const lower = word.toLowerCase().replaceAll(' ', '_');
  if (lower === 'flagged') return null;
  if (APPROVED_AGAIN.has(lower)) return 'approved';
  // Of our own making: nobody else says them.
  if (lower === 'draft' || lower === 'submitting' || lower === 'deleting') return 'unknown';
  return (TEMPLATE_STATES as readonly string[]).includes(lower) ? (lower as TemplateState) : 'unknown';
}

/** Of a template in several WhatsApp Business accounts: what has to be looked at comes first. */
const WORST_FIRST: readonly TemplateState[] = [
  'rejected',
  'disabled',
  'paused',
  'limit_exceeded',
  'locked',
  'in_appeal',
  'unknown',
  'pending_deletion',
  'deleted',
  'archived',
  'submitting',
  'pending',
  'deleting',
  'approved',
];
export const joinStates = (states: readonly TemplateState[]): TemplateState =>
  WORST_FIRST.find((one) => states.includes(one)) ?? 'draft';

/** In these Meta lets a template be edited. */
export const EDITABLE: ReadonlySet<TemplateState> = new Set(['approved', 'rejected', 'paused']);
