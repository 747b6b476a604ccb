export interface FoldLabels {
  show: string;
  hide: string;
}

const MARK = 'data-conversations-quote';

/**
 * Puts what the server marked as quoted behind a control. `details` opens without a script, which the frame does not run.
 * Its result goes through the purifier, like any other HTML of a mail.
 */
export function foldQuotes(html: string, { show, hide }: FoldLabels): string {
  if (!html.includes(MARK)) return html;
  // Belongs to no window: nothing in it loads or runs.
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const quote of page.querySelectorAll(`[${MARK}]`)) {
    const details = page.createElement('details');
    const summary = page.createElement('summary');
    summary.append(...[show, hide].map((label) => Object.assign(page.createElement('span'), { textContent: label })));
    quote.replaceWith(details);
    details.append(summary, quote);
  }
  return page.body.innerHTML;
}
