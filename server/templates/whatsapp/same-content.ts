import type { WhatsAppTemplateContent } from './content';
import { toParameterText, toUrl } from './parameters';

/** Whether they are the same to the provider, who knows no fall-backs. */
export const sameContent = (a: WhatsAppTemplateContent, b: WhatsAppTemplateContent): boolean =>
  JSON.stringify(asSubmitted(a)) === JSON.stringify(asSubmitted(b));

const asSubmitted = ({ header, body, footer, buttons }: WhatsAppTemplateContent) => [
  header === null ? null : toParameterText(header.text).text,
  toParameterText(body).text,
  footer,
  buttons.map((one) => {
    if (one.type === 'url') return [one.type, one.text, toUrl(one.url).text];
    return one.type === 'phone-number' ? [one.type, one.text, one.phone] : [one.type, one.text];
  }),
];
