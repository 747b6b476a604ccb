export const TEMPLATES_PATH = '/settings/conversations/templates';
export const templatePath = (id: string): string => `${TEMPLATES_PATH}/${id}`;
/** `from`: the template whose fields the new one begins with. */
export const newTemplatePath = (medium: 'email' | 'whatsapp', from?: string): string =>
  `${TEMPLATES_PATH}/new/${medium}${from ? `?from=${from}` : ''}`;
