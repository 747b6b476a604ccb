import type { TemplateButton } from './content';
import { finding, type LintFinding, type LintedText } from './lint-finding';
import { each, hasEmoji, lintBraces, lintLength, placesIn } from './lint-text';

const MOST = 10;
const MOST_OF: Readonly<Record<TemplateButton['type'], number>> = { 'quick-reply': 10, url: 2, 'phone-number': 1 };
const LABEL_LIMIT = 25;
const URL_LIMIT = 2000;
const PHONE_LIMIT = 20;
const DESKTOP = 4;

/** Meta: message templates, "Buttons". */
export function lintButtons(buttons: readonly TemplateButton[]): LintFinding[] {
  const all = { part: 'buttons' } as const;
  const found: LintFinding[] = [];
  if (buttons.length > MOST) found.push(finding(all, 'too-many-buttons', null, { limit: MOST, type: 'all' }));
  for (const [type, limit] of Object.entries(MOST_OF)) {
    if (buttons.filter((one) => one.type === type).length > limit)
      found.push(finding(all, 'too-many-buttons', null, { limit, type }));
  }
  const kinds = buttons.map(({ type }) => type === 'quick-reply');
  const changes = kinds.filter((kind, index) => index > 0 && kind !== kinds[index - 1]).length;
  if (changes > 1) found.push(finding(all, 'not-grouped'));
  if (changes > 0 || buttons.length >= DESKTOP) found.push(finding(all, 'not-on-desktop', null, {}, 'warning'));
  const labels = buttons.map(({ text }) => text.trim().toLowerCase());
  buttons.forEach((button, index) => {
    found.push(...lintLabel(button.text, index));
    if (labels[index] !== '' && labels.indexOf(labels[index] ?? '') < index)
      found.push(finding({ part: 'buttons', index }, 'duplicate-label'));
    if (button.type === 'url') found.push(...lintUrl({ text: button.url, part: 'buttons', index }));
    if (button.type === 'phone-number' && !isPhone(button.phone))
      found.push(finding({ part: 'buttons', index }, 'not-a-phone', null, { limit: PHONE_LIMIT }));
  });
  return found;
}

function lintLabel(text: string, index: number): LintFinding[] {
  const linted: LintedText = { text, part: 'buttons', index };
  if (text.trim() === '') return [finding(linted, 'empty')];
  const whole = (is: boolean, rule: LintFinding['rule']) => (is ? [finding(linted, rule)] : []);
  return [
    ...lintLength(linted, LABEL_LIMIT),
    ...whole(placesIn(text).length > 0, 'variable-not-allowed'),
    ...whole(/[\r\n]/.test(text), 'line-break'),
    ...whole(hasEmoji(text), 'emoji'),
  ];
}

const SHORT_LINKS =
  /^https?:\/\/(?:[^/?#@]*@)?(?:www\.)?(?:bit\.ly|goo\.gl|tinyurl\.com|t\.co|ow\.ly|is\.gd)(?=[:/?#]|$)/gi;
const WHATSAPP_LINKS = /^https?:\/\/(?:[^/?#@]*@)?(?:www\.)?(?:wa\.me|(?:api|chat)\.whatsapp\.com)(?=[:/?#]|$)/gi;

function lintUrl(linted: LintedText): LintFinding[] {
  const { text } = linted;
  const places = placesIn(text);
  const [first, second] = places;
  const found = lintBraces(linted);
  const bare = text.replace(/\{\{[^{}]*\}\}/g, 'x');
  if (!URL.canParse(bare) || !/^https?:\/\/[^/?#\s]+\.[^/?#\s]+/i.test(bare))
    found.push(finding(linted, 'not-an-address'));
  found.push(...lintLength(linted, URL_LIMIT));
  if (second) found.push(finding(linted, 'too-many-variables', second, { limit: 1 }));
  else if (first && first.end !== text.trimEnd().length) found.push(finding(linted, 'variable-not-last', first));
  return [...found, ...each(linted, 'short-link', SHORT_LINKS), ...each(linted, 'whatsapp-link', WHATSAPP_LINKS)];
}

const isPhone = (phone: string): boolean =>
  phone.length <= PHONE_LIMIT && /^\+[1-9]\d{5,}$/.test(phone.replace(/[ ().-]/g, ''));
