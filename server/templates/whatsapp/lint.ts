import type { WhatsAppTemplateContent } from './content';
import { lintButtons } from './lint-buttons';
import type { LintFinding } from './lint-finding';
import { lintBody, lintFooter, lintHeader } from './lint-text';

export { LINT_RULES, type LintFinding, type LintRule } from './lint-finding';

/** Everything for which Meta would reject a template, before it is asked: each at its place in the text. */
export const lintTemplate = ({ header, body, footer, buttons }: WhatsAppTemplateContent): LintFinding[] => [
  ...(header === null ? [] : lintHeader(header.text)),
  ...lintBody(body),
  ...lintFooter(footer),
  ...lintButtons(buttons),
];
