import type { TemplateVariable } from '../variables';

/** Meta reviews a template with an example of each value. These are taken where its writer gives none. */
const EXAMPLES: Readonly<Record<'en' | 'es', Record<TemplateVariable, string>>> = {
  en: {
    customer_name: 'Smith Garage',
    contact_name: 'John Smith',
    contact_address: '+34 600 000 000',
    quote_number: 'Q-2041',
    conversation_subject: 'Front brake pads',
    account_name: 'Sales',
    company_name: 'Martin Spare Parts',
    user_name: 'Laura Martin',
    user_email: 'laura@example.com',
    user_phone: '+34 910 000 000',
    user_job_title: 'Sales',
  },
  es: {
    customer_name: 'Talleres Martínez',
    contact_name: 'Juan Martínez',
    contact_address: '+34 600 000 000',
    quote_number: 'P-2041',
    conversation_subject: 'Pastillas de freno delanteras',
    account_name: 'Ventas',
    company_name: 'Recambios Martín',
    user_name: 'Laura Martín',
    user_email: 'laura@example.com',
    user_phone: '+34 910 000 000',
    user_job_title: 'Ventas',
  },
};

export function exampleOf(variable: string, language: string, own: Readonly<Record<string, string>>): string {
  const given = Object.hasOwn(own, variable) ? own[variable]?.trim() : '';
  if (given) return given;
  const of: Readonly<Record<string, string>> = EXAMPLES[language.startsWith('es') ? 'es' : 'en'];
  return Object.hasOwn(of, variable) ? (of[variable] ?? variable) : variable;
}
