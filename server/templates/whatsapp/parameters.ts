import type { TemplateButton, WhatsAppTemplateContent } from './content';

/** `named`: parameters have names; `positional`: numbers, as in templates that were made in the provider's own tools. */
export type ParameterFormat = 'named' | 'positional';

export interface Parameter {
  /** As the provider knows it. */
  name: string;
  /** What it stands for here. Of a template made elsewhere that is the provider's own name for it. */
  variable: string;
  fallback: string | null;
}

export interface ParameterText {
  /** With `{{name}}` where a parameter goes. */
  text: string;
  parameters: Parameter[];
}

const PLACE = /\{\{\s*([a-z0-9_]+)\s*(?:\|\s*"([^"{}]*)"\s*)?\}\}/g;

/**
 * A text as the provider wants it. Names have to be unique within it, so that a variable that comes again gets another;
 * letters, since digits are not allowed in names.
 *
 * Meta: message templates, "Named parameters".
 */
export function toParameterText(text: string): ParameterText {
  const parameters: Parameter[] = [];
  const seen = new Map<string, number>();
  const written = text.replace(PLACE, (_place, variable: string, fallback: string | undefined) => {
    const earlier = seen.get(variable) ?? 0;
    seen.set(variable, earlier + 1);
    const isNumber = /^\d+$/.test(variable);
    const name = earlier === 0 || isNumber ? variable : `${variable}_${letters(earlier)}`;
    if (earlier === 0 || !isNumber) parameters.push({ name, variable, fallback: fallback ?? null });
    return `{{${name}}}`;
  });
  return { text: written, parameters };
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz';
const letters = (count: number): string =>
  count < ALPHABET.length
    ? (ALPHABET[count] ?? '')
    : letters(Math.floor(count / ALPHABET.length)) + letters(count % ALPHABET.length);

/** Of an address there is one parameter at most, at its end, and it has a number whatever the format. */
export function toUrl(url: string): ParameterText {
  const { parameters } = toParameterText(url);
  return {
    text: url.replace(PLACE, '{{1}}'),
    parameters: parameters.slice(0, 1).map((one) => ({ ...one, name: '1' })),
  };
}

export interface GivenParameter {
  name: string;
  text: string;
}

/** A template with its values: what the customer sees, and what goes to the provider for it. */
export interface FilledWhatsApp {
  header: string | null;
  body: string;
  footer: string;
  buttons: string[];
  parameters: { header: GivenParameter[]; body: GivenParameter[]; buttons: { index: number; text: string }[] };
  /** Variables without a value, once each. */
  missing: string[];
}

export function fillWhatsApp(
  content: WhatsAppTemplateContent,
  values: Readonly<Record<string, string>>
): FilledWhatsApp {
  const missing = new Set<string>();
  const fill = (part: ParameterText) => {
    const given = part.parameters.map(({ name, variable, fallback }) => {
      const text = oneLine(Object.hasOwn(values, variable) ? (values[variable] ?? '') : '') || oneLine(fallback ?? '');
      if (text === '') missing.add(variable);
      return { name, text };
    });
    const shown = part.text.replace(
      PLACE,
      (place, name: string) => given.find((one) => one.name === name)?.text || place
    );
    return { given, shown };
  };
  const header = content.header && fill(toParameterText(content.header.text));
  const body = fill(toParameterText(content.body));
  const buttons = content.buttons.map((button, index) => ({ index, ...fillButton(button, fill) }));
  return {
    header: header?.shown ?? null,
    body: body.shown,
    footer: content.footer,
    buttons: content.buttons.map(({ text }) => text),
    parameters: {
      header: header?.given ?? [],
      body: inOrder(body.given),
      buttons: buttons.flatMap(({ index, text }) => (text === null ? [] : [{ index, text }])),
    },
    missing: [...missing],
  };
}

const fillButton = (button: TemplateButton, fill: (part: ParameterText) => { given: GivenParameter[] }) => ({
  text: button.type === 'url' ? (fill(toUrl(button.url)).given[0]?.text ?? null) : null,
});

/** Meta takes no line break, no tab and no more than four spaces in a row in a value (132018). */
const oneLine = (value: string): string => value.replace(/\s+/g, ' ').trim();

/** Numbers in their own order, which need not be that of the text. */
const inOrder = (given: GivenParameter[]): GivenParameter[] =>
  given.every(({ name }) => /^\d+$/.test(name)) ? [...given].sort((a, b) => Number(a.name) - Number(b.name)) : given;

/** Whatever needs a value, once each, in the order of reading. */
export function variablesOfContent(content: WhatsAppTemplateContent): string[] {
  const texts = [
    content.header?.text ?? '',
    content.body,
    ...content.buttons.map((one) => (one.type === 'url' ? one.url : '')),
  ];
  return [...new Set(texts.flatMap((text) => toParameterText(text).parameters.map(({ variable }) => variable)))];
}
