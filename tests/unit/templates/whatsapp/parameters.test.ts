import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readComponents, toComponents } from '../../../../server/channels/whatsapp-cloud/templates/components';
import { buildMessage } from '../../../../server/channels/whatsapp-cloud/outgoing/payload';
import type { WhatsAppTemplateContent } from '../../../../server/templates/whatsapp/content';
import { exampleOf } from '../../../../server/templates/whatsapp/examples';
import { fillWhatsApp, toParameterText } from '../../../../server/templates/whatsapp/parameters';
import { toRemoteName } from '../../../../server/templates/whatsapp/remote-name';
import { sameContent } from '../../../../server/templates/whatsapp/same-content';

const content = (more: Partial<WhatsAppTemplateContent> = {}): WhatsAppTemplateContent => ({
  header: null,
  body: 'Hola {{customer_name | "cliente"}}, su presupuesto {{quote_number}} está listo.',
  footer: '',
  buttons: [],
  ...more,
});

describe('parameters of a template of WhatsApp', () => {
  it('have names of their own, however often a variable comes', () => {
    const many = Array.from({ length: 60 }, () => '{{user_name}}').join(' y ');
    const { parameters, text } = toParameterText(many);
    expect(parameters.slice(0, 3).map(({ name }) => name)).toEqual(['user_name', 'user_name_b', 'user_name_c']);
    expect(new Set(parameters.map(({ name }) => name)).size).toBe(60);
    for (const { name } of parameters) {
      expect(name).toMatch(/^[a-z_]+$/);
      expect(text).toContain(`{{${name}}}`);
    }
  });

  it('take the value, the fall-back, or are missing, on one line', () => {
    const filled = fillWhatsApp(content(), { quote_number: ' P-1\n\t 2 ' });
    expect(filled.body).toBe('Hola cliente, su presupuesto P-1 2 está listo.');
    expect(filled.parameters.body).toEqual([
      { name: 'customer_name', text: 'cliente' },
      { name: 'quote_number', text: 'P-1 2' },
    ]);
    const { body, missing } = fillWhatsApp(content(), {});
    expect(missing).toEqual(['quote_number']);
    expect(body).toContain('{{quote_number}}');
  });

  it('go by their number where a template was made so, whatever their order in the text', () => {
    const { parameters, body } = fillWhatsApp(content({ body: 'El {{2}} es de {{1}}, dice {{1}}.' }), {
      '1': 'Ana',
      '2': 'P-1',
    });
    expect(body).toBe('El P-1 es de Ana, dice Ana.');
    expect(parameters.body).toEqual([
      { name: '1', text: 'Ana' },
      { name: '2', text: 'P-1' },
    ]);
  });

  it('of an address are a number, and go with their button', () => {
    const url = { type: 'url', text: 'Ver', url: 'https://a.test/{{quote_number}}' } as const;
    const filled = fillWhatsApp(content({ buttons: [{ type: 'quick-reply', text: 'Sí' }, url] }), {
      quote_number: 'P-1',
    });
    expect(filled.parameters.buttons).toEqual([{ index: 1, text: 'P-1' }]);
    const message = { to: { to: '+34600000000' }, replyTo: null, callbackData: 'x' };
    const { parameters } = filled;
    const sent = { type: 'template', name: 'listo', language: 'es', parameters, named: true } as const;
    expect(buildMessage({ ...message, content: sent })).toMatchObject({
      payload: {
        type: 'template',
        template: {
          name: 'listo',
          language: { code: 'es' },
          components: [
            { type: 'body', parameters: [{ parameter_name: 'customer_name', text: 'cliente' }, { text: 'P-1' }] },
            { type: 'button', sub_type: 'url', index: '1', parameters: [{ type: 'text', text: 'P-1' }] },
          ],
        },
      },
    });
  });

  it('never read a value as a template', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        fc.pre(value.trim() !== '');
        const { body } = fillWhatsApp(content(), {
          customer_name: `{{quote_number}}$&${value}`,
          quote_number: 'SECRET',
        });
        expect(body.split('SECRET')).toHaveLength(2);
      })
    );
    expect(fillWhatsApp(content({ body: 'a {{constructor}} b' }), {}).missing).toEqual(['constructor']);
  });

  it('come back from Meta as they went, but for the fall-backs', () => {
    const written = content({
      header: { type: 'text', text: 'Presupuesto {{quote_number}}' },
      footer: 'Recambios',
      buttons: [
        { type: 'quick-reply', text: 'Sí' },
        { type: 'phone-number', text: 'Llamar', phone: '+34910000000' },
        { type: 'url', text: 'Ver', url: 'https://a.test/{{quote_number}}' },
      ],
    });
    const { content: read, unsupported } = readComponents(toComponents(written, (name) => exampleOf(name, 'es', {})));
    expect(unsupported).toBeNull();
    expect(sameContent(read, written)).toBe(true);
    expect(sameContent(read, { ...written, footer: 'Otro' })).toBe(false);
  });

  it('say what cannot be sent from here', () => {
    const body = { type: 'BODY', text: 'x' };
    expect(readComponents([{ type: 'HEADER', format: 'IMAGE' }, body]).unsupported).toBe('header-image');
    expect(readComponents([body, { type: 'BUTTONS', buttons: [{ type: 'OTP' }] }]).unsupported).toBe('button-otp');
    expect(readComponents([body, { type: 'CAROUSEL' }]).unsupported).toBe('carousel');
    expect(readComponents([body, null]).unsupported).toBe('component');
  });

  it.each([
    ['Presupuésto listo (2)', 'presupuesto_listo_2'],
    ['¡¡Ñ!!', 'n'],
    ['報價', 'template'],
  ])('are of a template that Meta knows as: %s', (name, remote) => expect(toRemoteName(name)).toBe(remote));
});
