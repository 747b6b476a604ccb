/**
 * How fast the picker of templates opens and follows what is typed, in Chromium, with 500 templates: from the press until
 * the list is drawn. The floor is a list of as many plain buttons, drawn in the same page. Run with `npm run bench:templates`.
 */
import type { Page } from 'playwright-core';
import { dataOf } from '../tests/support/api-client';
import { openBrowser, signIn } from '../tests/e2e/support/browser';
import { playCustomer } from '../tests/e2e/support/customer';
import { personOf, startDemo } from '../tests/e2e/support/demo';
import { INBOX, rowOf } from '../tests/e2e/support/inbox';
import { apiOf, connectMailbox } from '../tests/e2e/support/office';
import { percentile } from './percentile';

const TEMPLATES = 500;
const ROUNDS = 20;
/** What the picker shows at once. */
const SHOWN = 50;
const BUDGET = { open: 100, key: 50 };
const SUBJECT = 'Plantillas';

const demo = await startDemo();
const browser = await openBrowser();
try {
  const carmen = personOf(demo.facts, 'carmen');
  await connectMailbox(demo.facts, [carmen]);
  const api = await apiOf(demo.facts, personOf(demo.facts, 'admin'));
  for (let index = 0; index < TEMPLATES; index += 1) {
    const words = `pieza ${index} referencia ${index * 7} almacén ${index % 40}`;
    dataOf(
      await api.post('/conversations/templates', {
        name: `Plantilla ${index} ${['frenos', 'embrague', 'turbo', 'filtro'][index % 4]}`,
        medium: 'email',
        language: 'es',
        labels: [`Grupo ${index % 12}`],
        body: `<p>Hola {{customer_name | "cliente"}}, <b>${words}</b>. ${'Le confirmamos el plazo y el precio. '.repeat(6)}</p>`,
      })
    );
  }
  await playCustomer(demo.facts, 'c-101').write({ subject: SUBJECT, text: 'Hola' });
  const { page, t, go } = await signIn(browser, demo.facts, carmen);
  await go(INBOX);
  await rowOf(page, SUBJECT).click();
  const button = page.getByRole('button', { name: t('template.insert') });
  await button.waitFor();

  const open: number[] = [];
  const keys: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    open.push(await untilDrawn(page, { press: t('template.insert') }));
    for (const typed of ['f', 'fr', 'fre', 'fren', 'frenos', 'frenos 1', ''])
      keys.push(await untilDrawn(page, { type: typed, into: t('template.search') }));
    await page.keyboard.press('Escape');
    await page.locator('[data-template-picker]').waitFor({ state: 'detached' });
  }
  const floor: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) floor.push(await plainList(page, SHOWN));
  const line = (name: string, values: number[], budget: number) =>
    console.log(
      `${name.padEnd(24)} p50 ${percentile(values, 50).toFixed(1)} ms, p95 ${percentile(values, 95).toFixed(1)} ms (limit ${budget}), ` +
        `${(percentile(values, 95) / percentile(floor, 95)).toFixed(1)} times the floor`
    );
  console.log(`${TEMPLATES} templates, ${ROUNDS} rounds; floor p95 ${percentile(floor, 95).toFixed(1)} ms`);
  line('the picker opens', open, BUDGET.open);
  line('it follows a key', keys, BUDGET.key);
} finally {
  await browser.close();
  await demo.stop();
}

/** From the event until the frame after the list has changed for the last time; the answer of the server is a part of it. */
function untilDrawn(page: Page, action: { press: string } | { type: string; into: string }): Promise<number> {
  return page.evaluate(async (asked) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const named = (name: string) =>
      Array.from(document.querySelectorAll<HTMLElement>('button, input')).find(
        (one) => one.getAttribute('aria-label') === name || one.textContent?.trim() === name
      );
    const shown = () => document.querySelector('[data-template-picker]')?.querySelectorAll('button').length ?? 0;
    let changed = performance.now();
    const observer = new MutationObserver(() => (changed = performance.now()));
    const begin = performance.now();
    if ('press' in asked) named(asked.press)?.click();
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    if ('type' in asked) {
      const input = named(asked.into) as HTMLInputElement;
      const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
      set?.call(input, asked.type);
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }
    while (shown() === 0) await frame();
    await frame();
    await frame();
    observer.disconnect();
    return Math.max(changed, begin) - begin;
  }, action);
}

function plainList(page: Page, count: number): Promise<number> {
  return page.evaluate(async (many) => {
    const begin = performance.now();
    const list = document.createElement('div');
    for (let index = 0; index < many; index += 1) {
      const button = document.createElement('button');
      button.textContent = `Plantilla ${index}`;
      list.append(button);
    }
    document.body.append(list);
    // Reading it makes the browser lay it out.
    void list.offsetHeight;
    const took = performance.now() - begin;
    list.remove();
    return took;
  }, count);
}
