import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Visit } from './browser';

const FOLDER = join('test-results', 'e2e');

/** A failed test leaves what everybody saw at that moment, and what their pages complained about. */
export function keepPicturesOfFailures(visits: () => Record<string, Visit | undefined>): void {
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    await mkdir(FOLDER, { recursive: true });
    const test = task.name.replace(/[^\w]+/g, '-').slice(0, 80);
    for (const [name, visit] of Object.entries(visits())) {
      if (!visit || visit.page.isClosed()) continue;
      await visit.page.screenshot({ path: join(FOLDER, `${test}.${name}.png`) });
      const text = await visit.page.locator('body').innerText();
      const report = [visit.page.url(), ...visit.complaints, '', text].join('\n');
      await writeFile(join(FOLDER, `${test}.${name}.txt`), `${report}\n`);
    }
  });
}
