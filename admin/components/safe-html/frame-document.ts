import type { SafeHtml } from './mail-purifier';

export interface FrameColours {
  background: string;
  text: string;
  link: string;
  border: string;
}

/** No scripts, no network, no forms, no plugins, whatever the HTML says. */
const POLICY =
  "default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";

const styles = ({ background, text, link, border }: FrameColours) => `
  html { overflow-x: auto; overflow-y: hidden; background: ${background}; }
  body { margin: 0; padding: 8px; color: ${text}; font: 14px/1.5 -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, Oxygen, Ubuntu, Cantarell, sans-serif; overflow-wrap: anywhere; }
  a[href] { color: ${link}; }
  img { max-width: 100%; height: auto; }
  img:not([src]) { display: inline-block; min-width: 24px; min-height: 24px; border: 1px dashed ${border}; font-size: 12px; }
  pre { white-space: pre-wrap; }
  summary { display: inline-block; margin: 4px 0; padding: 0 8px; color: ${link}; font-size: 12px; cursor: pointer; border: 1px solid ${border}; border-radius: 4px; }
  details > summary > span + span, details[open] > summary > span { display: none; }
  details[open] > summary > span + span { display: inline; }
  blockquote { margin: 0 0 0 8px; padding-left: 8px; border-left: 2px solid ${border}; }
`;

/** The whole document of a mail's frame. The colours are design tokens, never the mail's. */
export const frameDocument = (html: SafeHtml, colours: FrameColours): string =>
  `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="referrer" content="no-referrer"><style>${styles(colours)}</style></head><body>${html}</body></html>`;
