import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type Axe from 'axe-core';
import type { Page } from 'playwright-core';

/** A text that has no translation shows its key. */
const RAW_KEY = /conversations\.[a-z.-]+/g;

export interface ScreenFindings {
  /** How many CSS pixels the page is wider than its window. */
  overflow: number;
  /** What lies beyond the right edge where nothing scrolls, so that nobody can ever get to it. */
  cut: string[];
  rawKeys: string[];
}

/** What a person would stumble over, whatever the page is about. */
export async function inspectScreen(page: Page): Promise<ScreenFindings> {
  const { text, ...findings } = await page.evaluate(() => {
    const width = window.innerWidth;
    /** Sideways scrolling brings it into sight, or an ellipsis says that there is more. */
    const isReachable = (element: Element): boolean => {
      for (let box: Element | null = element; box && box.tagName !== 'MAIN'; box = box.parentElement) {
        const { overflowX, textOverflow } = getComputedStyle(box);
        if (overflowX === 'auto' || overflowX === 'scroll' || textOverflow === 'ellipsis') return true;
      }
      return false;
    };
    const cut = Array.from(document.querySelectorAll('main *')).filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.height > 0 && box.right > width + 1 && !isReachable(element);
    });
    return {
      overflow: (document.scrollingElement?.scrollWidth ?? 0) - width,
      cut: cut.slice(0, 5).map((element) => `${element.tagName} ${element.textContent?.slice(0, 40) ?? ''}`),
      text: `${document.title}\n${document.body.innerText}`,
    };
  });
  return { ...findings, rawKeys: text.match(RAW_KEY) ?? [] };
}

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LEVEL_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/** What breaks WCAG 2.1 AA in the content of the page, as axe sees it; Strapi's own menus are not ours. */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  await page.evaluate(await axeSource);
  return page.evaluate(async (tags) => {
    const { axe } = window as unknown as { axe: typeof Axe };
    const { violations } = await axe.run('main', { resultTypes: ['violations'], runOnly: tags });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  }, LEVEL_AA);
}

/** With E2E_SCREENSHOTS a person can look at every page afterwards. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env['E2E_SCREENSHOTS'];
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
