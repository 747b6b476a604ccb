import type { Page } from 'playwright-core';

export interface AnswerRecord {
  /** Every answer of the plugin's API to this page so far, as it came over the wire. */
  readonly answers: string[];
  stop(): Promise<void>;
}

/**
 * Records what the server told a page, since what is not drawn can still have been sent. The answers are read before
 * the page gets them: the browser forgets the body of an answer as soon as the page moves on.
 */
export async function recordAnswers(page: Page): Promise<AnswerRecord> {
  const answers: string[] = [];
  await page.route(
    (url) => url.pathname.startsWith('/conversations/'),
    async (route) => {
      const response = await route.fetch();
      answers.push(await response.text());
      await route.fulfill({ response });
    }
  );
  // A page that polls always has a question under way, and nobody waits for its answer any more.
  return { answers, stop: () => page.unrouteAll({ behavior: 'ignoreErrors' }) };
}
