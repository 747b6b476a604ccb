import type { Locator, Page } from 'playwright-core';
import type { Visit } from './browser';

export const INBOX = '/plugins/conversations';

/** The row of a conversation in the list, by its subject. */
export const rowOf = (page: Page, subject: string): Locator =>
  page.locator('a[data-conversation]').filter({ hasText: subject });

export const messages = (page: Page): Locator => page.locator('article[data-message]');

/** An answer of ours in the thread: it quotes, so that it is HTML and stands in a frame. */
export const answerSaying = (page: Page, text: string): Locator =>
  page.locator('article[data-direction="outbound"] iframe').contentFrame().getByText(text);

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

export const list = ({ page, t }: Visit): Locator =>
  page.getByRole('region', { name: t('inbox.list.label'), exact: true });
export const reading = ({ page, t }: Visit): Locator =>
  page.getByRole('region', { name: t('conversation.label'), exact: true });

/** Chooses in a select of the design system. Its options are drawn at the end of the page, outside of `part`. */
export async function choose(part: Locator, label: string, option: string): Promise<void> {
  await part.getByRole('combobox', { name: label }).click();
  await part.page().getByRole('option', { name: option, exact: true }).click();
}
