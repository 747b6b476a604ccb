import { remoteImage } from '../mail/html/addresses';
import { parseHtml, type HtmlDocument, type HtmlElement, type HtmlNode } from '../mail/html/parse-html';

/** `index` counts the `img[data-remote-src]` of the stored HTML from 0, trackers too: the page counts the same. */
export interface RemoteImage {
  index: number;
  /** http or https, absolute. */
  address: string;
}

/**
 * The remote pictures of a message's stored HTML, in the order of the document, without those that declare themselves
 * to be of one pixel or none. Nothing else names an address that may be fetched. Throws `HtmlTooComplex`.
 */
export function imageAddresses(html: string): RemoteImage[] {
  return remoteElements(html).flatMap((element, index) => {
    const address = remoteImage(attribute(element, 'data-remote-src'));
    return address === null || isTracker(element) ? [] : [{ index, address }];
  });
}

/** In a loop and no recursion over siblings: the parser limits the depth of a tree, not its breadth. */
function remoteElements(html: string): HtmlElement[] {
  const found: HtmlElement[] = [];
  const visit = (parent: HtmlDocument | HtmlElement) => {
    for (const node of parent.childNodes) {
      if (!isElement(node)) continue;
      if (node.tagName === 'img' && attribute(node, 'data-remote-src') !== '') found.push(node);
      visit(node);
    }
  };
  visit(parseHtml(html));
  return found;
}

const isElement = (node: HtmlNode): node is HtmlElement => 'tagName' in node;
const attribute = (element: HtmlElement, name: string): string =>
  element.attrs.find((candidate) => candidate.name === name)?.value ?? '';

/**
 * A picture that cannot be seen is there to report that the mail was read. Either side is enough: a spacer of one pixel
 * in one direction shows nothing either.
 */
function isTracker(element: HtmlElement): boolean {
  const style = attribute(element, 'style');
  return (['width', 'height'] as const).some(
    (side) => isPixel(attribute(element, side)) || isPixel(declared(style, side))
  );
}

const isPixel = (length: string): boolean => /^\s*0*[01](?:\.\d+)?\s*(?:px)?\s*$/i.test(length);

function declared(style: string, side: string): string {
  const values = style
    .split(';')
    .map((declaration) => declaration.split(':'))
    .filter(([name]) => name?.trim().toLowerCase() === side);
  return values.at(-1)?.[1]?.replace(/!important/i, '') ?? '';
}
