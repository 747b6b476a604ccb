import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TemplateButton, WhatsAppTemplateContent } from '../../../../server/templates/whatsapp/content';
import { LINT_RULES, lintTemplate, type LintFinding, type LintRule } from '../../../../server/templates/whatsapp/lint';
import { expectLinear } from '../../../support/linear-time';

type Content = Partial<WhatsAppTemplateContent>;

const GOOD: WhatsAppTemplateContent = {
  header: null,
  body: 'Hola, gracias por su pedido.',
  footer: '',
  buttons: [],
};
const lint = (content: Content): LintFinding[] => lintTemplate({ ...GOOD, ...content });
const rulesOf = (content: Content): LintRule[] => lint(content).map(({ rule }) => rule);

const header = (text: string): Content => ({ header: { type: 'text', text } });
const body = (text: string): Content => ({ body: text });
const footer = (text: string): Content => ({ footer: text });
const buttons = (...given: TemplateButton[]): Content => ({ buttons: given });
const reply = (text: string): TemplateButton => ({ type: 'quick-reply', text });
const url = (address: string, text = 'Ver'): TemplateButton => ({ type: 'url', text, url: address });
const phone = (number: string, text = 'Llamar'): TemplateButton => ({ type: 'phone-number', text, phone: number });
const replies = (count: number) => Array.from({ length: count }, (_none, index) => reply(`Opción ${index}`));
const shop = (number: number) => url('https://example.com', `Tienda ${number}`);

/** What is found, in the words of its place where it has one, and a content next to it in which it is not. */
interface Case {
  rule: LintRule;
  bad: Content;
  part: LintFinding['part'];
  index?: number;
  place?: [start: number, end: number];
  values?: LintFinding['values'];
  good: Content;
}

const CASES: Case[] = [
  { rule: 'empty', part: 'body', bad: body(' \n'), good: body('Hola') },
  { rule: 'empty', part: 'header', bad: header(''), good: { header: null } },
  { rule: 'empty', part: 'buttons', index: 0, bad: buttons(reply(' ')), good: buttons(reply('Sí')) },
  {
    rule: 'too-long',
    part: 'body',
    values: { limit: 1024, length: 1025 },
    bad: body('a'.repeat(1025)),
    good: body('a'.repeat(1024)),
  },
  {
    rule: 'too-long',
    part: 'header',
    values: { limit: 60, length: 61 },
    bad: header('a'.repeat(61)),
    // A fall-back stays here.
    good: header(`${'a'.repeat(43)}{{customer_name | "${'c'.repeat(40)}"}}`),
  },
  {
    rule: 'too-long',
    part: 'footer',
    values: { limit: 60, length: 61 },
    bad: footer('a'.repeat(61)),
    good: footer('a'.repeat(60)),
  },
  {
    rule: 'too-long',
    part: 'buttons',
    index: 0,
    values: { limit: 25, length: 26 },
    bad: buttons(reply('a'.repeat(26))),
    good: buttons(reply('a'.repeat(25))),
  },
  {
    rule: 'too-long',
    part: 'buttons',
    index: 0,
    values: { limit: 2000, length: 2001 },
    bad: buttons(url(`https://example.com/${'a'.repeat(1981)}`)),
    good: buttons(url(`https://example.com/${'a'.repeat(1980)}`)),
  },
  {
    rule: 'unknown-variable',
    part: 'body',
    place: [5, 16],
    bad: body('Hola {{surname}}, gracias por su pedido.'),
    good: body('Hola {{customer_name | "cliente"}}, gracias por su pedido.'),
  },
  {
    rule: 'unknown-variable',
    part: 'buttons',
    index: 0,
    place: [20, 27],
    bad: buttons(url('https://example.com/{{ref}}')),
    good: buttons(url('https://example.com/{{quote_number}}')),
  },
  {
    rule: 'mixed-braces',
    part: 'body',
    place: [5, 7],
    bad: body('Hola {{customer_name, gracias por su pedido.'),
    good: body('Hola {{ customer_name }}, gracias por su pedido.'),
  },
  {
    rule: 'mixed-braces',
    part: 'header',
    place: [22, 23],
    bad: header('Hola {{customer_name}}}'),
    good: header('Hola {{customer_name}}'),
  },
  {
    rule: 'too-many-variables',
    part: 'header',
    place: [21, 34],
    values: { limit: 1 },
    bad: header('Para {{user_name}} y {{user_name}}'),
    good: header('Para {{user_name}}'),
  },
  {
    rule: 'too-many-variables',
    part: 'buttons',
    index: 0,
    place: [34, 47],
    values: { limit: 1 },
    bad: buttons(url('https://example.com/{{user_phone}}{{user_name}}')),
    good: buttons(url('https://example.com/{{user_name}}')),
  },
  {
    rule: 'variable-not-allowed',
    part: 'footer',
    place: [3, 19],
    bad: footer('De {{company_name}}'),
    good: footer('De Recambios Martín'),
  },
  {
    rule: 'variable-not-allowed',
    part: 'buttons',
    index: 0,
    bad: buttons(reply('A {{user_name}}')),
    good: buttons(reply('A Laura')),
  },
  {
    rule: 'variable-at-start',
    part: 'body',
    place: [1, 18],
    bad: body(' {{customer_name}}, gracias por su pedido.'),
    good: body('¡{{customer_name}}, gracias por su pedido!'),
  },
  {
    rule: 'variable-at-end',
    part: 'body',
    place: [23, 40],
    bad: body('Gracias por su pedido, {{customer_name}}\n'),
    good: body('Gracias por su pedido, {{customer_name}}.'),
  },
  {
    rule: 'adjacent-variables',
    part: 'body',
    place: [24, 54],
    bad: body('Muchas gracias a usted, {{customer_name}}{{user_name}}, por su pedido.'),
    good: body('Muchas gracias a usted, {{customer_name}}, {{user_name}}, por su pedido.'),
  },
  {
    rule: 'too-few-words',
    part: 'body',
    values: { variables: 2, words: 4, needed: 5 },
    bad: body('Hola {{customer_name}}, su presupuesto {{quote_number}} llegó.'),
    good: body('Hola {{customer_name}}, su presupuesto {{quote_number}} ha llegado.'),
  },
  { rule: 'formatting', part: 'header', place: [3, 4], bad: header('Su *pedido'), good: header('Su pedido') },
  { rule: 'formatting', part: 'header', place: [3, 4], bad: header('Su _pedido'), good: header('Ref_2041') },
  { rule: 'formatting', part: 'header', place: [3, 4], bad: header('Su ~pedido'), good: header('Su -pedido-') },
  { rule: 'formatting', part: 'header', place: [3, 6], bad: header('Su ```pedido'), good: header('Su `pedido`') },
  { rule: 'line-break', part: 'header', place: [2, 4], bad: header('Su\r\npedido'), good: header('Su pedido') },
  { rule: 'line-break', part: 'footer', place: [2, 3], bad: footer('Su\npedido'), good: body('Su\npedido') },
  { rule: 'line-break', part: 'buttons', index: 0, bad: buttons(reply('Sí\nNo')), good: buttons(reply('Sí No')) },
  { rule: 'blank-lines', part: 'body', place: [5, 8], bad: body('Hola,\n\n\nadiós'), good: body('Hola,\n\nadiós') },
  { rule: 'spaces', part: 'body', place: [5, 10], bad: body('Hola,     adiós'), good: body('Hola,    adiós') },
  { rule: 'spaces', part: 'body', place: [5, 6], bad: body('Hola,\tadiós'), good: body('Hola, adiós') },
  {
    rule: 'too-many-emojis',
    part: 'body',
    values: { limit: 10 },
    bad: body(`Hola ${'🎉'.repeat(11)}`),
    good: body(`Hola ${'🎉'.repeat(10)}`),
  },
  { rule: 'emoji', part: 'header', place: [3, 5], bad: header('Su 🎉 pedido'), good: header('Su pedido') },
  { rule: 'emoji', part: 'footer', place: [3, 5], bad: footer('Su 🎉 pedido'), good: footer('Su pedido') },
  { rule: 'emoji', part: 'buttons', index: 0, bad: buttons(reply('Sí 🎉')), good: buttons(reply('Sí 1 # *')) },
  {
    rule: 'whatsapp-link',
    part: 'body',
    place: [5, 24],
    bad: body('Mire https://wa.me/34600 hoy'),
    good: body('Mire https://notwa.me/34600 hoy'),
  },
  {
    rule: 'whatsapp-link',
    part: 'buttons',
    index: 0,
    place: [0, 13],
    bad: buttons(url('https://wa.me/34600')),
    good: buttons(url('https://example.com/wa.me')),
  },
  {
    rule: 'short-link',
    part: 'buttons',
    index: 0,
    place: [0, 14],
    bad: buttons(url('https://bit.ly/x')),
    good: buttons(url('https://rabbit.ly/x')),
  },
  {
    rule: 'too-many-buttons',
    part: 'buttons',
    values: { limit: 10, type: 'all' },
    bad: buttons(...replies(10), shop(1)),
    good: buttons(...replies(9), shop(1)),
  },
  {
    rule: 'too-many-buttons',
    part: 'buttons',
    values: { limit: 2, type: 'url' },
    bad: buttons(shop(1), shop(2), shop(3)),
    good: buttons(shop(1), shop(2)),
  },
  {
    rule: 'too-many-buttons',
    part: 'buttons',
    values: { limit: 1, type: 'phone-number' },
    bad: buttons(phone('+34910000000'), phone('+34910000001', 'Taller')),
    good: buttons(phone('+34910000000')),
  },
  {
    rule: 'duplicate-label',
    part: 'buttons',
    index: 1,
    bad: buttons(reply('Sí'), reply(' sí')),
    good: buttons(reply('Sí'), reply('No')),
  },
  {
    rule: 'not-grouped',
    part: 'buttons',
    bad: buttons(reply('Sí'), shop(1), reply('No')),
    good: buttons(reply('Sí'), reply('No'), shop(1)),
  },
  {
    rule: 'not-on-desktop',
    part: 'buttons',
    bad: buttons(reply('Sí'), shop(1)),
    good: buttons(phone('+34910000000'), shop(1)),
  },
  { rule: 'not-on-desktop', part: 'buttons', bad: buttons(...replies(4)), good: buttons(...replies(3)) },
  {
    rule: 'not-an-address',
    part: 'buttons',
    index: 0,
    bad: buttons(url('ftp://example.com')),
    good: buttons(url('http://example.com')),
  },
  {
    rule: 'variable-not-last',
    part: 'buttons',
    index: 0,
    place: [20, 36],
    bad: buttons(url('https://example.com/{{quote_number}}/ver')),
    good: buttons(url('https://example.com/ver?q={{quote_number}}')),
  },
  {
    rule: 'not-a-phone',
    part: 'buttons',
    index: 0,
    values: { limit: 20 },
    bad: buttons(phone('910 000 000')),
    good: buttons(phone('+34 910 000 000')),
  },
  {
    rule: 'not-a-phone',
    part: 'buttons',
    index: 0,
    values: { limit: 20 },
    bad: buttons(phone('+34 (910) 00-00-00-00')),
    good: buttons(phone('+34 (910) 000-000-00')),
  },
];

const TITLED = CASES.map((one) => [`${one.rule}: ${one.part}`, one] as const);

describe('the lint of WhatsApp templates', () => {
  it.each(TITLED)('%s', (_title, { rule, bad, part, index = null, place, values = {}, good }) => {
    expect(lint(bad).filter((one) => one.rule === rule)).toEqual([
      {
        rule,
        severity: rule === 'not-on-desktop' ? 'warning' : 'error',
        part,
        index,
        start: place?.[0] ?? null,
        end: place?.[1] ?? null,
        values,
      },
    ]);
    expect(rulesOf(good)).not.toContain(rule);
  });

  it('has an example of each rule', () => {
    expect(new Set(CASES.map(({ rule }) => rule))).toEqual(new Set(LINT_RULES));
  });

  it('finds nothing in a template with one of everything', () => {
    expect(
      lint({
        header: { type: 'text', text: 'Presupuesto {{quote_number}}' },
        body: 'Hola {{customer_name | "cliente"}}:\n\n*Su presupuesto* está listo 🎉. Le atiende _{{user_name}}_, de {{company_name}}, hasta el viernes.',
        footer: 'Recambios Martín, S. L.',
        buttons: [url('https://example.com/q/{{quote_number}}', 'Ver'), phone('+34 910 000 000')],
      })
    ).toEqual([]);
  });

  it('says of too many quick replies that they are too many buttons as well', () => {
    const limits = lint(buttons(...replies(11))).filter(({ rule }) => rule === 'too-many-buttons');
    expect(limits.map(({ values }) => values)).toEqual([
      { limit: 10, type: 'all' },
      { limit: 10, type: 'quick-reply' },
    ]);
  });

  it.each<[string, Content]>([
    ['a sign of rights', { ...header('Oferta ACME™'), ...footer('Recambios Martín®'), ...buttons(reply('© Martín')) }],
    ['a fall-back', body('Hola {{customer_name | "a     b wa.me/1 🎉"}}, gracias por su pedido.')],
    ['a fall-back of a header', header('Hola {{customer_name | "_c_ *"}}')],
    ['another address', body('Mire my-wa.me/tienda hoy, por favor.')],
  ])('has nothing against %s', (_name, content) => {
    expect(lint(content)).toEqual([]);
  });

  it.each<[string, LintRule, Content]>([
    ['line breaks of Windows', 'blank-lines', body('Hola,\r\n\r\n\r\nadiós')],
    ['a brace of a footer', 'mixed-braces', footer('De {company_name')],
    ['flags', 'too-many-emojis', body(`Hola ${'🇪🇸'.repeat(11)}`)],
    ['a port', 'short-link', buttons(url('https://bit.ly:443/x'))],
    ['a name before the host', 'whatsapp-link', buttons(url('https://a@wa.me/x'))],
    ['www', 'whatsapp-link', buttons(url('https://www.wa.me/x'))],
  ])('is not led astray by %s', (_name, rule, content) => {
    expect(rulesOf(content)).toEqual([rule]);
  });

  it('measures an address without its fall-back', () => {
    const address = `https://example.com/${'a'.repeat(1970)}{{quote_number | "none"}}`;
    expect(lint(buttons(url(address))).map(({ values }) => values)).toEqual([{ limit: 2000, length: 2006 }]);
  });

  it('takes the same variable twice', () => {
    expect(lint(body('Hola {{user_name}}, y otra vez gracias, {{user_name}}, por todo lo que ha hecho.'))).toEqual([]);
  });

  it('names every place of a rule', () => {
    const found = lint(body('Hola {{a}} y {{b}} y {c}, gracias por su pedido.'));
    expect(found.map(({ rule, start, end }) => [rule, start, end])).toEqual([
      ['unknown-variable', 5, 10],
      ['unknown-variable', 13, 18],
      ['mixed-braces', 21, 22],
      ['mixed-braces', 23, 24],
    ]);
  });
});

/** Made of what the rules look at. */
const nasty = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('{', '}', '{{', '}}', '{{user_name}}', '{{x | "y"}}', ' ', '\n', '\t', '*', '_', '```', '🎉'),
      fc.constantFrom('https://', 'wa.me/', 'bit.ly', '+34', '\ud83c', 'example.com')
    ),
    { maxLength: 30 }
  )
  .map((pieces) => pieces.join(''));

const anyButton: fc.Arbitrary<TemplateButton> = fc.oneof(
  fc.record({ type: fc.constant('quick-reply' as const), text: nasty }),
  fc.record({ type: fc.constant('url' as const), text: nasty, url: nasty }),
  fc.record({ type: fc.constant('phone-number' as const), text: nasty, phone: nasty })
);
const anyContent: fc.Arbitrary<WhatsAppTemplateContent> = fc.record({
  header: fc.option(fc.record({ type: fc.constant('text' as const), text: nasty })),
  body: nasty,
  footer: nasty,
  buttons: fc.array(anyButton, { maxLength: 12 }),
});

function textUnder({ part, index }: LintFinding, content: WhatsAppTemplateContent): string {
  if (part === 'header') return content.header?.text ?? '';
  if (part !== 'buttons') return content[part];
  const button = content.buttons[index ?? -1];
  return button?.type === 'url' ? button.url : (button?.text ?? '');
}

describe('the lint over anything', () => {
  it('finds places that are in the text, and says the same of the same', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        const found = lintTemplate(content);
        for (const one of found) {
          expect(LINT_RULES).toContain(one.rule);
          expect(one.start === null).toBe(one.end === null);
          if (one.index !== null) expect(content.buttons[one.index]).toBeDefined();
          if (one.start === null || one.end === null) continue;
          expect(one.start).toBeGreaterThanOrEqual(0);
          expect(one.end).toBeGreaterThan(one.start);
          expect(one.end).toBeLessThanOrEqual(textUnder(one, content).length);
        }
        expect(lintTemplate(content)).toEqual(found);
      })
    );
  });

  it.each([
    ['variables', (size: number) => body('a {{user_name}} '.repeat(size / 4))],
    ['unknown variables', (size: number) => body('a {{x y}} '.repeat(size / 4))],
    ['odd braces', (size: number) => body('{ '.repeat(size))],
    ['a variable that never ends', (size: number) => body(`x {{${' '.repeat(size)}`)],
    ['spaces after a variable', (size: number) => body(`x {{user_name}}${' '.repeat(size)}x`)],
    ['line breaks', (size: number) => body('x\n\n'.repeat(size))],
    ['links', (size: number) => body('https://wa.me '.repeat(size))],
    ['formatting', (size: number) => header('_*x'.repeat(size))],
    ['dots of an address', (size: number) => buttons(url(`https://${'a.'.repeat(size)} `))],
    ['a phone', (size: number) => buttons(phone(`+34${' ('.repeat(size)}`))],
  ])('is linear: %s', (_name, contentOf) => {
    expectLinear((size) => lint(contentOf(size)), 40_000);
  });
});
