/** What a template may name. The order is that of the list that people choose from. */
export const TEMPLATE_VARIABLES = [
  'customer_name',
  'contact_name',
  'contact_address',
  'quote_number',
  'conversation_subject',
  'account_name',
  'company_name',
  'user_name',
  'user_email',
  'user_phone',
  'user_job_title',
] as const;
export type TemplateVariable = (typeof TEMPLATE_VARIABLES)[number];

/** A name that is missing, or empty, has no value here. */
export type TemplateValues = Partial<Record<TemplateVariable, string>>;

export const isTemplateVariable = (name: string): name is TemplateVariable =>
  (TEMPLATE_VARIABLES as readonly string[]).includes(name);
