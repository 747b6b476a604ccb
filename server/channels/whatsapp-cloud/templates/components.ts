import { z } from 'zod';
import type { TemplateButton, WhatsAppTemplateContent } from '../../../templates/whatsapp/content';
import { toParameterText, toUrl, type Parameter } from '../../../templates/whatsapp/parameters';
import { listOf, optionalText } from '../webhook/fields';

export type MetaComponent = Readonly<Record<string, unknown>>;

/**
 * A template in Meta's words, with the examples that its review asks for.
 *
 * Meta: message templates, "Template components" and "Named parameters".
 */
export function toComponents(
  content: WhatsAppTemplateContent,
  exampleOf: (variable: string) => string
): MetaComponent[] {
  const named = (parameters: Parameter[]) =>
    parameters.map(({ name, variable }) => ({ param_name: name, example: exampleOf(variable) }));
  const components: MetaComponent[] = [];
  if (content.header) {
    const { text, parameters } = toParameterText(content.header.text);
    const example = parameters.length > 0 ? { example: { header_text_named_params: named(parameters) } } : {};
    components.push({ type: 'HEADER', format: 'TEXT', text, ...example });
  }
  const { text, parameters } = toParameterText(content.body);
  const example = parameters.length > 0 ? { example: { body_text_named_params: named(parameters) } } : {};
  components.push({ type: 'BODY', text, ...example });
  if (content.footer !== '') components.push({ type: 'FOOTER', text: content.footer });
  if (content.buttons.length > 0) {
    components.push({ type: 'BUTTONS', buttons: content.buttons.map((button) => toButton(button, exampleOf)) });
  }
  return components;
}

function toButton(button: TemplateButton, exampleOf: (variable: string) => string): MetaComponent {
  switch (button.type) {
    case 'quick-reply':
      return { type: 'QUICK_REPLY', text: button.text };
    case 'phone-number':
      return { type: 'PHONE_NUMBER', text: button.text, phone_number: button.phone };
    case 'url': {
      const { text: url, parameters } = toUrl(button.url);
      const example = parameters.map(({ variable }) => url.replace('{{1}}', encodeURIComponent(exampleOf(variable))));
      return { type: 'URL', text: button.text, url, ...(example.length > 0 ? { example } : {}) };
    }
  }
}

const component = z.object({
  type: z.string(),
  format: optionalText,
  text: optionalText,
  buttons: listOf(z.object({ type: z.string(), text: optionalText, url: optionalText, phone_number: optionalText })),
});

export interface ReadComponents {
  content: WhatsAppTemplateContent;
  /** The first thing in it that cannot be sent from here: a template with it is shown and never chosen. */
  unsupported: string | null;
}

/** What a template consists of, told by Meta. */
export function readComponents(raw: readonly unknown[]): ReadComponents {
  const content: WhatsAppTemplateContent = { header: null, body: '', footer: '', buttons: [] };
  let unsupported: string | null = null;
  const leave = (what: string) => (unsupported ??= what.toLowerCase());
  for (const one of raw) {
    const parsed = component.safeParse(one);
    if (!parsed.success) {
      leave('component');
      continue;
    }
    const { type, format, text, buttons } = parsed.data;
    if (type === 'HEADER' && (format === null || format === 'TEXT'))
      content.header = { type: 'text', text: text ?? '' };
    else if (type === 'HEADER') leave(`header-${format ?? ''}`);
    else if (type === 'BODY') content.body = text ?? '';
    else if (type === 'FOOTER') content.footer = text ?? '';
    else if (type === 'BUTTONS') {
      for (const button of buttons) {
        const known = readButton(button);
        if (known) content.buttons.push(known);
        else leave(`button-${button.type}`);
      }
    } else leave(type);
  }
  return { content, unsupported };
}

function readButton(button: {
  type: string;
  text: string | null;
  url: string | null;
  phone_number: string | null;
}): TemplateButton | null {
  const text = button.text ?? '';
  switch (button.type) {
    case 'QUICK_REPLY':
      return { type: 'quick-reply', text };
    case 'URL':
      return { type: 'url', text, url: button.url ?? '' };
    case 'PHONE_NUMBER':
      return { type: 'phone-number', text, phone: button.phone_number ?? '' };
    default:
      return null;
  }
}
