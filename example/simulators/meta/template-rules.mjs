import { GraphFault } from './graph-fault.mjs';

const PLACE = /\{\{([^{}]*)\}\}/g;
export const namesIn = (text = '') => [...new Set([...text.matchAll(PLACE)].map(([, name]) => name))];

const refuse = (userMessage, subcode) => {
  throw new GraphFault(100, { userMessage, subcode });
};

/** What Meta refuses at once, before anybody reviews it. Meta: message templates, "Template components". */
export function checkTemplate({ components, parameter_format: format = 'POSITIONAL' }) {
  if (!Array.isArray(components)) refuse('Param components must be an array.');
  const of = (type) => components.filter((one) => one.type === type);
  for (const type of ['HEADER', 'BODY', 'FOOTER', 'BUTTONS']) if (of(type).length > 1) refuse(`More than one ${type}.`);
  const [body] = of('BODY');
  if (!body?.text?.trim()) refuse('Message body can not be empty.');
  if (body.text.length > 1024) refuse('Message body is too long.');
  const parameters = checkParameters(body, format, 'body_text');
  const trimmed = body.text.trim();
  if (/^\{\{[^{}]*\}\}|\{\{[^{}]*\}\}$/.test(trimmed))
    refuse("Variables can't be at the start or end of the template.", 2388299);
  const words = body.text.replace(PLACE, ' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  if (parameters.length > 0 && words < 2 * parameters.length + 1)
    refuse('This template contains too many variable parameters relative to the message length.', 2388293);
  const [header] = of('HEADER');
  if (header?.format === 'TEXT') {
    if (!header.text?.trim() || header.text.length > 60) refuse('Header is empty or too long.');
    if (checkParameters(header, format, 'header_text').length > 1) refuse('A header has one variable at most.');
  }
  const [footer] = of('FOOTER');
  if (footer && (!footer.text?.trim() || footer.text.length > 60 || namesIn(footer.text).length > 0))
    refuse('Footer is not valid.');
  checkButtons(of('BUTTONS')[0]?.buttons ?? []);
}

function checkParameters(component, format, field) {
  const names = namesIn(component.text);
  if (names.length === 0) return names;
  const { example = {} } = component;
  if (format === 'NAMED') {
    const given = example[`${field}_named_params`] ?? [];
    for (const name of names) {
      if (!/^[a-z_]+$/.test(name)) refuse(`Variable name '${name}' is not valid.`);
      if (!given.some((one) => one.param_name === name && one.example)) refuse(`Missing sample for ${name}.`);
    }
    return names;
  }
  if (names.some((name, index) => name !== String(index + 1))) refuse('Variables have to be sequential.');
  const given = field === 'body_text' ? example.body_text?.[0] : example.header_text;
  if (given?.length !== names.length) refuse('Missing sample values.');
  return names;
}

function checkButtons(buttons) {
  const count = (type) => buttons.filter((one) => one.type === type).length;
  if (buttons.length > 10 || count('URL') > 2 || count('PHONE_NUMBER') > 1) refuse('Too many buttons.');
  for (const { type, text = '', url = '', example } of buttons) {
    if (type !== 'COPY_CODE' && (text.trim() === '' || text.length > 25)) refuse('Button text is not valid.');
    if (type === 'URL' && namesIn(url).length > 0 && !(url.endsWith('{{1}}') && example?.length === 1))
      refuse('A variable of a URL is at its end and has a sample.');
  }
  const kinds = buttons.map(({ type }) => type === 'QUICK_REPLY');
  if (kinds.filter((kind, index) => index > 0 && kind !== kinds[index - 1]).length > 1)
    refuse('Quick replies have to be grouped.');
}
