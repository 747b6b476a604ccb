import type { Locator, Page } from 'playwright-core';
import type { Visit } from './browser';

export const INBOX = '/plugins/conversations';

/** The row of a conversation in the list, by its subject. */
export const rowOf = (page: Page, subject: string): Locator =>
  page.locator('a[data-conversation]').filter({ hasText: subject });

export const messages = (page: Page): Locator => page.locator('article[data-message]');

export async function openConversation({ page }: Visit, subject: string): Promise<void> {
  await rowOf(page, subject).click();
  await page.getByRole('heading', { level: 2, name: subject }).waitFor();
}

/** Types into the composer, key by key where it matters to the editor. */
export async function writeReply({ page, t }: Visit, text: string): Promise<void> {
  const editor = page.getByRole('textbox', { name: t('composer.text.reply') });
  await editor.click();
  await page.keyboard.type(text);
}

/** Chooses in a select of the design system, which opens a list of its own. */
export async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}
