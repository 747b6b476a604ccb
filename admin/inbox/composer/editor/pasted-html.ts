import { cleanRichText } from '../../../components/safe-html/rich-text';

/**
 * Foreign HTML on its way into the editor: what other programs say in their own way is said in ours first, then all is
 * cleaned. `isKnown` tells which pictures belong to this draft; others would be refused when it is sent.
 */
export function cleanPasted(html: string, isKnown: (uploadId: string) => boolean): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const element of page.querySelectorAll('style, script, title, meta, link')) element.remove();
  unwrapPlainBold(page);
  listsOfWord(page);
  for (const image of page.querySelectorAll('img'))
    if (!isKnown(image.getAttribute('data-upload-id') ?? '')) image.remove();
  return cleanRichText(page.body.innerHTML);
}

/** Google Docs puts all of a copy into one `b` that is not bold. */
function unwrapPlainBold(page: Document): void {
  for (const bold of page.querySelectorAll<HTMLElement>('b, strong'))
    if (/^(?:normal|400)$/.test(bold.style.fontWeight)) bold.replaceWith(...bold.childNodes);
}

/** Word writes a list as paragraphs with the bullet as text, marked `mso-list:Ignore`. */
function listsOfWord(page: Document): void {
  const items = page.querySelectorAll<HTMLElement>('p[style*="mso-list"], p[class*="MsoListParagraph"]');
  for (const item of items) {
    const marks = [...item.querySelectorAll<HTMLElement>('span[style*="mso-list"]')];
    const mark = (marks[0]?.textContent ?? '').trim();
    if (marks.length === 0) continue;
    for (const span of marks) span.remove();
    const kind = /^(?:\d{1,3}|[a-z]{1,4})[.)]$/i.test(mark) ? 'ol' : 'ul';
    const before = item.previousElementSibling;
    const list =
      before?.hasAttribute('data-word-list') && before.localName === kind ? before : page.createElement(kind);
    list.setAttribute('data-word-list', '');
    const entry = page.createElement('li');
    entry.append(...item.childNodes);
    if (list === before) item.remove();
    else item.replaceWith(list);
    list.append(entry);
  }
}
