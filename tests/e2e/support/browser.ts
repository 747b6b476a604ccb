import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { DemoFacts, Person } from './demo';
import { wordsOf, type Language, type Words } from './words';

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** Polling is every five seconds, and a mail is read on both sides of the mail server first. */
export const PATIENCE_MS = 30_000;

/** Chromium with an empty profile of its own, which goes away with it. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: FLAGS });

export interface Visit {
  page: Page;
  context: BrowserContext;
  t: Words;
  /** Errors that the page reported, in its console or uncaught. */
  complaints: string[];
  /** Addresses outside the demo that the page asked for. They are never answered. */
  strayRequests: string[];
  go(path: string): Promise<void>;
}

interface VisitOptions {
  language?: Language;
  width?: number;
  height?: number;
}

/** Signs somebody in through the front door, in a session of their own. */
export async function signIn(
  browser: Browser,
  facts: DemoFacts,
  person: Person,
  { language = 'es', width = 1280, height = 800 }: VisitOptions = {}
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: language === 'es' ? 'es-ES' : 'en-GB',
    timezoneId: 'Europe/Madrid',
    acceptDownloads: true,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const { origin } = new URL(facts.adminUrl);
  const strayRequests: string[] = [];
  await context.route(
    (url) => url.protocol.startsWith('http') && url.origin !== origin,
    (route) => {
      strayRequests.push(route.request().url());
      return route.abort();
    }
  );
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));

  await page.goto(`${facts.adminUrl}/auth/login`);
  await page.locator('input[name="email"]').fill(person.email);
  await page.locator('input[name="password"]').fill(person.password);
  await page.locator('button[type="submit"]').click();
  await page.waitForURL((url) => !url.pathname.includes('/auth/'));
  return {
    page,
    context,
    t: wordsOf(language),
    complaints,
    strayRequests,
    go: async (path) => {
      await page.goto(`${facts.adminUrl}${path}`);
    },
  };
}
