/** What Meta files a template under, and charges it by. */
export const TEMPLATE_CATEGORIES = ['utility', 'marketing', 'authentication'] as const;
export type TemplateCategory = (typeof TEMPLATE_CATEGORIES)[number];

export const isCategory = (value: string | null): value is TemplateCategory =>
  (TEMPLATE_CATEGORIES as readonly (string | null)[]).includes(value);

export type TemplateHeader = { type: 'text'; text: string };

export type TemplateButton =
  | { type: 'quick-reply'; text: string }
  /** `url` may end with one variable. */
  | { type: 'url'; text: string; url: string }
  /** With its country code. */
  | { type: 'phone-number'; text: string; phone: string };

/**
 * What a template of WhatsApp consists of, in our language of variables (`{{customer_name | "cliente"}}`). Its body has
 * WhatsApp's own formatting.
 *
 * Meta: message templates, "Template components".
 */
export interface WhatsAppTemplateContent {
  header: TemplateHeader | null;
  body: string;
  /** Empty: none. */
  footer: string;
  buttons: TemplateButton[];
}
