import type { Browser, Page } from 'playwright-core';
import type { DemoFacts } from './demo';

/** What the customer's mail client makes of a thread; the frame of each mail is named by its subject. */
export async function openCustomerPage(
  browser: Browser,
  { customerUrl }: DemoFacts,
  id: string,
  subject: string
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(customerUrl);
  await page.locator('#person').selectOption(id);
  await page.locator('#threads button', { hasText: subject }).click();
  return page;
}
