import { isTemplateVariable, TEMPLATE_VARIABLES, type TemplateValues, type TemplateVariable } from './variables';

/**
 * The language of templates: `{{name}}`, or `{{name | "what stands there when it has no value"}}`. No code, no second pass:
 * what a value brings along is never read as a variable. A name that means nothing is left as it was written.
 */
const PLACE = /\{\{([^{}]{0,300})\}\}/g;
/** As HTML may write the quotation marks as well. */
const FALLBACK = /^(?:"([^"]*)"|&quot;((?:(?!&quot;).)*)&quot;)$/s;

/** Taken apart by hand: one pattern for all of it takes minutes over a text that was made for that. */
function readPlace(inner: string): { name: TemplateVariable; fallback: string | null } | null {
  const bar = inner.indexOf('|');
  const name = (bar === -1 ? inner : inner.slice(0, bar)).trim();
  if (!isTemplateVariable(name)) return null;
  if (bar === -1) return { name, fallback: null };
  const quoted = FALLBACK.exec(inner.slice(bar + 1).trim());
  return quoted && { name, fallback: quoted[1] ?? quoted[2] ?? '' };
}

export interface FilledTemplate {
  text: string;
  /** Variables that are named and have neither a value nor a fall-back, once each. They stay as written. */
  missing: TemplateVariable[];
}

/** `encode`: how a value is written where it goes, as text of HTML for one. */
export function fillTemplate(
  template: string,
  values: TemplateValues,
  encode: (value: string) => string = (value) => value
): FilledTemplate {
  const missing = new Set<TemplateVariable>();
  const text = template.replace(PLACE, (place: string, inner: string) => {
    const variable = readPlace(inner);
    if (!variable) return place;
    const { name, fallback } = variable;
    const value = (Object.hasOwn(values, name) ? values[name] : undefined)?.trim() ?? '';
    if (value !== '') return encode(value);
    // As it stands in the template: there it is written in the way of its place already.
    if (fallback !== null) return fallback;
    missing.add(name);
    return place;
  });
  return { text, missing: [...missing] };
}

/** What ends a line or an address in a header (RFC 5322 section 2.2), whatever value it came with. */
// eslint-disable-next-line no-control-regex
const NOT_IN_SUBJECT = /[\u0000-\u001f\u007f-\u009f\u2028\u2029<>]+/g;

/** The same for the subject of a mail: one line. */
export const fillSubject = (template: string, values: TemplateValues): FilledTemplate => {
  const { text, missing } = fillTemplate(template, values);
  return { text: text.replace(NOT_IN_SUBJECT, ' ').trim(), missing };
};

/** Variables that a template names, once each, in their order. */
export const variablesOf = (template: string): TemplateVariable[] => [
  ...new Set([...template.matchAll(PLACE)].flatMap(([, inner = '']) => readPlace(inner)?.name ?? [])),
];

export interface UnknownVariable {
  name: string;
  /** The variable that was most likely meant. */
  suggestion: TemplateVariable | null;
}

/** Whatever stands between double braces and means nothing, once each. */
export function unknownVariables(template: string): UnknownVariable[] {
  const names = [...template.matchAll(PLACE)]
    .filter(([, inner = '']) => readPlace(inner) === null)
    .map(([, inner = '']) => inner.trim());
  return [...new Set(names)].map((name) => ({ name, suggestion: nearest(name.split('|')[0] ?? '') }));
}

/** At most a third of the letters may differ. */
function nearest(name: string): TemplateVariable | null {
  const wanted = name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  const ranked = TEMPLATE_VARIABLES.map((variable) => ({ variable, distance: distanceOf(wanted, variable) })).sort(
    (a, b) => a.distance - b.distance
  );
  const best = ranked[0];
  return best && best.distance <= Math.ceil(best.variable.length / 3) ? best.variable : null;
}

/** Levenshtein: letters to change, add or take away. */
function distanceOf(a: string, b: string): number {
  if (a.length > 40) return Infinity;
  let row = Array.from({ length: b.length + 1 }, (_none, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, changed);
    }
    row = next;
  }
  return row[b.length] ?? Infinity;
}
