import { GraphFault } from './graph-fault.mjs';
import { namesIn } from './template-rules.mjs';

/** What a template message says, with its values. Meta: messages/template-messages and support/error-codes (132xxx). */
export function renderTemplate(templates, waba, { name, language, components = [] }) {
  const found = templates.find((one) => one.waba === waba && one.name === name && one.language === language?.code);
  if (!found) throw new GraphFault(132001, { details: `template name (${name}) does not exist in ${language?.code}` });
  if (found.status === 'PAUSED') throw new GraphFault(132015);
  if (found.status === 'DISABLED') throw new GraphFault(132016);
  if (found.status !== 'APPROVED') throw new GraphFault(132001, { details: `template ${name} is ${found.status}` });
  const named = found.parameter_format === 'NAMED';
  const given = (type) => components.find((one) => one.type === type)?.parameters ?? [];

  function filled(component, type) {
    const names = namesIn(component?.text);
    const values = given(type);
    if (values.length !== names.length)
      throw new GraphFault(132000, {
        details: `${type}: number of localizable_params (${values.length}) does not match the expected number (${names.length})`,
      });
    return names.reduce((text, place, index) => {
      const value = named ? values.find((one) => one.parameter_name === place) : values[index];
      if (!value?.text)
        throw new GraphFault(132012, { details: `${type}: Parameter name is missing or empty: ${place}` });
      if (/[\n\t]| {5,}/.test(value.text ?? '')) throw new GraphFault(132018, { details: `${type}: ${place}` });
      return text.replaceAll(`{{${place}}}`, () => value.text);
    }, component?.text ?? '');
  }

  const part = (type) => found.components.find((one) => one.type === type);
  const buttons = part('BUTTONS')?.buttons ?? [];
  for (const [index, { type, url }] of buttons.entries()) {
    if (type !== 'URL' || namesIn(url).length === 0) continue;
    const value = components.find((one) => one.type === 'button' && String(one.index) === String(index));
    if (value?.parameters?.length !== 1)
      throw new GraphFault(131008, { details: `Button at index ${index} of type Url requires a parameter` });
  }
  const body = filled(part('BODY'), 'body');
  if (body.length > 1024) throw new GraphFault(132005);
  return {
    name,
    category: found.category.toLowerCase(),
    header: filled(part('HEADER'), 'header'),
    body,
    footer: part('FOOTER')?.text ?? '',
    buttons: buttons.map(({ text }) => text),
  };
}
