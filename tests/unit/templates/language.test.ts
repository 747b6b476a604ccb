import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillTemplate, unknownVariables, variablesOf } from '../../../server/templates/language';
import { TEMPLATE_VARIABLES, type TemplateValues } from '../../../server/templates/variables';
import { escapeText } from '../../../server/mail/html/escape-text';
import { expectLinear } from '../../support/linear-time';

const fill = (template: string, values: TemplateValues = {}) => fillTemplate(template, values);

describe('the language of templates', () => {
  it.each([
    ['Hola {{customer_name}}:', { customer_name: 'Talleres Gil' }, 'Hola Talleres Gil:'],
    ['Hola {{ customer_name }}:', { customer_name: ' Gil ' }, 'Hola Gil:'],
    ['Hola {{customer_name | "cliente"}}:', {}, 'Hola cliente:'],
    ['Hola {{customer_name|"cliente"}}:', { customer_name: 'Gil' }, 'Hola Gil:'],
    ['Hola {{customer_name | &quot;cliente&quot;}}:', { customer_name: '  ' }, 'Hola cliente:'],
    ['Hola {{customer_name | ""}}:', {}, 'Hola :'],
    ['{{user_name}}{{user_name}}', { user_name: 'Ana' }, 'AnaAna'],
    ['{customer_name} {{{customer_name}}}', { customer_name: 'Gil' }, '{customer_name} {Gil}'],
  ])('%s', (template, values, text) => {
    expect(fill(template, values)).toEqual({ text, missing: [] });
  });

  it('leaves what has no value, and says what it is', () => {
    expect(fill('{{quote_number}} de {{customer_name}}, {{quote_number}}', { customer_name: 'Gil' })).toEqual({
      text: '{{quote_number}} de Gil, {{quote_number}}',
      missing: ['quote_number'],
    });
  });

  it.each([
    '{{constructor}}',
    '{{__proto__}}',
    '{{toString}}',
    '{{contact.email}}',
    "{{constructor.constructor('return process')()}}",
    '{{}}',
    '{{ }}',
    '{{customer_name | otherwise}}',
    '{{customer_name | "a" | "b"}}',
    '<%= 7*7 %> ${7*7}',
  ])('does nothing with %s', (template) => {
    expect(fill(template, { customer_name: 'Gil' }).text).toBe(template);
  });

  it('takes no value from anywhere but the values', () => {
    const values = Object.create({ customer_name: 'inherited' }) as TemplateValues;
    expect(fill('{{customer_name}}', values).missing).toEqual(['customer_name']);
  });

  it('never reads a value as a template, and writes it as its place wants it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TEMPLATE_VARIABLES), fc.string(), fc.string(), (name, value, around) => {
        fc.pre(value.trim() !== '' && !around.includes('{') && !around.includes('}'));
        const plain = fillTemplate(`${around}{{${name}}}`, { user_name: 'X', [name]: value });
        expect(plain.text).toBe(around + value.trim());
        const html = fillTemplate(`{{${name}}}`, { [name]: `${value}<img src=x onerror=alert(1)>` }, escapeText).text;
        expect(html).not.toMatch(/[<>]/);
      })
    );
  });

  it.each([
    ['openings', (size: number) => '{{'.repeat(size)],
    ['a name of blanks', (size: number) => `{{${' '.repeat(size)}`],
    ['quotation marks without end', (size: number) => `{{a |${' "'.repeat(size)}`],
  ])('takes linear time for %s', (_name, nasty) => {
    expectLinear((size) => void [fill(nasty(size)), unknownVariables(nasty(size))], 20_000);
  });

  it('knows what is named, and what was probably meant', () => {
    expect(variablesOf('{{user_name}} {{x}} {{customer_name | "c"}} {{user_name}}')).toEqual([
      'user_name',
      'customer_name',
    ]);
    expect(
      unknownVariables(
        '{{custmer_name}} {{Customer Name}} {{cust<b>omer</b>_name}} {{zzz}} {{user_name}} {{user_name | x}}'
      )
    ).toEqual([
      { name: 'custmer_name', suggestion: 'customer_name' },
      { name: 'Customer Name', suggestion: 'customer_name' },
      { name: 'cust<b>omer</b>_name', suggestion: null },
      { name: 'zzz', suggestion: null },
      { name: 'user_name | x', suggestion: 'user_name' },
    ]);
  });
});
