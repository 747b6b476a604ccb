const PROPERTIES = new Set(
  [
    'background-color border border-bottom border-bottom-color border-bottom-left-radius border-bottom-right-radius',
    'border-bottom-style border-bottom-width border-collapse border-color border-left border-left-color border-left-style',
    'border-left-width border-radius border-right border-right-color border-right-style border-right-width border-spacing',
    'border-style border-top border-top-color border-top-left-radius border-top-right-radius border-top-style',
    'border-top-width border-width clear color direction display float font font-family font-size font-style font-variant',
    'font-weight height letter-spacing line-height list-style-type margin margin-bottom margin-left margin-right margin-top',
    'max-height max-width min-height min-width overflow padding padding-bottom padding-left padding-right padding-top',
    'table-layout text-align text-decoration text-indent text-transform vertical-align white-space width word-break',
    'word-spacing word-wrap overflow-wrap',
  ]
    .join(' ')
    .split(' ')
);

const DISPLAYS = new Set([
  'none',
  'block',
  'inline',
  'inline-block',
  'list-item',
  'table',
  'table-cell',
  'table-row',
  'table-row-group',
  'table-header-group',
  'table-footer-group',
]);

const FUNCTIONS = new Set(['rgb', 'rgba', 'hsl', 'hsla']);
const MAX_STYLE = 4000;
const MAX_VALUE = 300;
/** No backslash (escapes), @, !, *, ;, braces or angle brackets: the tricks of CSS all need one of them. */
const PLAIN_VALUE = /^[\p{L}\p{N}\s#%.,'"()/+-]+$/u;
const NEGATIVE = /(?:^|[\s(,])-\s*[\d.]/;

/**
 * The declarations of a `style` attribute that can neither load anything nor draw outside their box; empty when none is
 * left. What it returns it returns again.
 */
export function filterStyle(style: string): string {
  if (style.length > MAX_STYLE) return '';
  const kept: string[] = [];
  for (const declaration of style.split(';')) {
    const colon = declaration.indexOf(':');
    if (colon < 1) continue;
    const property = declaration.slice(0, colon).trim().toLowerCase();
    const value = declaration
      .slice(colon + 1)
      .replace(/\s+/g, ' ')
      .trim();
    if (
      PROPERTIES.has(property) &&
      isSafeValue(value) &&
      (property !== 'display' || DISPLAYS.has(value.toLowerCase()))
    ) {
      kept.push(`${property}: ${value}`);
    }
  }
  return kept.join('; ');
}

/** A single value, as in `<font color>` or `bgcolor`. */
export function isSafeValue(value: string): boolean {
  if (value.length > MAX_VALUE || !PLAIN_VALUE.test(value) || NEGATIVE.test(value)) return false;
  if ((value.match(/"/g)?.length ?? 0) % 2 !== 0 || (value.match(/'/g)?.length ?? 0) % 2 !== 0) return false;
  for (let open = value.indexOf('('); open >= 0; open = value.indexOf('(', open + 1)) {
    const name = /[a-zA-Z-]*$/.exec(value.slice(Math.max(0, open - 20), open))?.[0].toLowerCase();
    if (!name || !FUNCTIONS.has(name)) return false;
  }
  return true;
}
