/** Rules of Meta, each a documented reason for a rejection, or for a template that is badly shown. */
export const LINT_RULES = [
  'empty',
  'too-long',
  'unknown-variable',
  'mixed-braces',
  'too-many-variables',
  'variable-not-allowed',
  'variable-at-start',
  'variable-at-end',
  'adjacent-variables',
  'too-few-words',
  'formatting',
  'line-break',
  'blank-lines',
  'spaces',
  'too-many-emojis',
  'emoji',
  'whatsapp-link',
  'short-link',
  'too-many-buttons',
  'duplicate-label',
  'not-grouped',
  'not-on-desktop',
  'not-an-address',
  'variable-not-last',
  'not-a-phone',
] as const;
export type LintRule = (typeof LINT_RULES)[number];

export interface LintFinding {
  rule: LintRule;
  /** `warning`: Meta takes it, and people see less than was meant. */
  severity: 'error' | 'warning';
  part: 'header' | 'body' | 'footer' | 'buttons';
  /** Of a button. */
  index: number | null;
  /** UTF-16 offsets in the text of the part (of a button with an address: in the address); null: the whole part. */
  start: number | null;
  end: number | null;
  /** For the message. */
  values: Record<string, string | number>;
}

/** A text under the lint, and where it stands. */
export interface LintedText {
  text: string;
  part: LintFinding['part'];
  index?: number;
}

export const finding = (
  { part, index = null }: Pick<LintedText, 'part'> & { index?: number | null },
  rule: LintRule,
  place: { start: number; end: number } | null = null,
  values: LintFinding['values'] = {},
  severity: LintFinding['severity'] = 'error'
): LintFinding => ({ rule, severity, part, index, start: place?.start ?? null, end: place?.end ?? null, values });
