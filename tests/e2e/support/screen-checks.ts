import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** A text that has no translation shows its key. */
const RAW_KEY = /conversations\.[a-z.-]+/g;

export interface ScreenFindings {
  /** How many CSS pixels the page is wider than its window. */
  overflow: number;
  rawKeys: string[];
  /** Elements of the page's own content that reach over its right edge, for the message of a failing test. */
  wide: string[];
}

/** What a person would stumble over, whatever the page is about. */
export async function inspectScreen(page: Page): Promise<ScreenFindings> {
  const { overflow, wide, text } = await page.evaluate(() => {
    const width = window.innerWidth;
    const beyond = Array.from(document.querySelectorAll('main *')).filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.right > width + 1;
    });
    return {
      overflow: (document.scrollingElement?.scrollWidth ?? 0) - width,
      wide: beyond.slice(0, 5).map((element) => `${element.tagName} ${element.textContent?.slice(0, 40) ?? ''}`),
      text: `${document.title}\n${document.body.innerText}`,
    };
  });
  return { overflow, wide, rawKeys: text.match(RAW_KEY) ?? [] };
}

/** With E2E_SCREENSHOTS a person can look at every page afterwards. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env['E2E_SCREENSHOTS'];
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
