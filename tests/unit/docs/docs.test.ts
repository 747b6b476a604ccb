import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import en from '../../../admin/translations/en.json';
import es from '../../../admin/translations/es.json';
import plugin from '../../../config';
import { configSchema } from '../../../config/schema';
import { TROUBLE } from '../../../server/accounts/trouble';
import adminRoutes from '../../../server/api/routes/admin';
import { ACTION, EVENT } from '../../../server/constants';
import { configKeys } from './config-keys';
import { headings, links, rows } from './markdown';

const root = resolve(__dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const below = (folder: string) =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
    : [];

const pages = [...readdirSync(root), ...below('docs'), ...below('bench'), 'example/README.md'].filter((name) =>
  name.endsWith('.md')
);
const LANGUAGES = ['en', 'es'] as const;
const texts: Record<(typeof LANGUAGES)[number], Record<string, string>> = { en, es };
const guides = readdirSync(join(root, 'docs/en')).filter((name) => name.endsWith('.md'));

/** What does not lead anywhere, as `page: target`. */
function broken(page: string): string[] {
  return links(read(page)).flatMap((target) => {
    if (/^[a-z]+:/.test(target)) return [];
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? page : relative(root, join(root, dirname(page), decodeURIComponent(path)));
    if (!existsSync(join(root, file))) return [`${page}: ${target}`];
    if (anchor === undefined) return [];
    const anchors = headings(read(file)).map((heading) => heading.anchor);
    return anchors.includes(decodeURIComponent(anchor)) ? [] : [`${page}: ${target}`];
  });
}

it.each(pages)('%s: every link leads somewhere', (page) => {
  expect(broken(page)).toEqual([]);
});

it('the check of links looks at links, and notices broken ones', () => {
  expect(links('[a](b.md) `[c](d.md)` ![e](f.png "g")\n```\n[h](i.md)\n```\n<img alt="" src="j.png">')).toEqual([
    'b.md',
    'f.png',
    'j.png',
  ]);
  expect(headings('# Á ¿qué?\n## B `c`\n## B `c`\n```\n# no\n```').map(({ anchor }) => anchor)).toEqual([
    'á-qué',
    'b-c',
    'b-c-1',
  ]);
  expect(pages.flatMap((page) => links(read(page))).length).toBeGreaterThan(pages.length);
});

describe.each(LANGUAGES)('the guides in %s', (language) => {
  const guide = (name: string) => read(join('docs', language, name));

  it.each(configKeys(configSchema))('hosts: the setting %s, with its default', (key) => {
    const cells = rows(guide('hosts.md')).get(key);
    expect(cells, `a row for ${key}`).toBeDefined();
    const value = key
      .split('.')
      .reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], plugin.default);
    if (value !== undefined) {
      expect(cells?.[1]).toBe(`\`${typeof value === 'string' ? value : JSON.stringify(value)}\``);
    }
  });

  it.each(Object.values(EVENT))('hosts: the event %s', (name) => {
    expect([...rows(guide('hosts.md')).keys()]).toContain(name);
  });

  it.each(Object.values(ACTION))('hosts: the permission %s', (name) => {
    expect([...rows(guide('hosts.md')).keys()]).toContain(name);
  });

  it('hosts: every route, and none that is gone', () => {
    const listed = [...rows(guide('hosts.md')).keys()].filter((cell) => /^(GET|POST|PUT|DELETE) \//.test(cell));
    expect(listed.sort()).toEqual(
      adminRoutes()
        .routes.map(({ method, path }) => `${method} ${path}`)
        .sort()
    );
  });

  it.each(Object.keys(TROUBLE))('administrators: the cause %s, in the words of the page', (code) => {
    const cells = rows(guide('administrators.md')).get(code);
    expect(cells?.slice(2)).toEqual([
      texts[language][`trouble.${code}.message`],
      texts[language][`trouble.${code}.action`],
    ]);
  });

  it('administrators: every state of an account', () => {
    for (const state of ['active', 'error', 'paused']) {
      expect([...rows(guide('administrators.md')).keys()]).toContain(texts[language][`account.state.${state}`]);
    }
  });

  it('agents: the states of an answer that email knows, in the words of the page', () => {
    for (const status of ['queued', 'sending', 'sent', 'failed', 'uncertain', 'cancelled']) {
      expect([...rows(guide('agents.md')).keys()]).toContain(texts[language][`message.status.${status}`]);
    }
  });
});

it('architecture: what a restart makes of a death at each crash point', () => {
  const points = below('server')
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => [...read(name).matchAll(/crashPoint\('([^']+)'\)/g)].map(([, point = '']) => point));
  expect(points.length).toBeGreaterThan(0);
  const page = read('docs/architecture.md');
  expect(points.filter((point) => !page.includes(`\`${point}\``))).toEqual([]);
});

describe('both languages', () => {
  it('have the same guides', () => {
    expect(readdirSync(join(root, 'docs/es')).filter((name) => name.endsWith('.md'))).toEqual(guides);
  });

  it.each(guides)('%s: the same headings, tables and code', (name) => {
    const shape = (language: string) => {
      const page = read(join('docs', language, name));
      return {
        headings: headings(page).map(({ level }) => level),
        tableRows: page.split('\n').filter((line) => line.startsWith('|')).length,
        codeBlocks: page.split('\n').filter((line) => line.startsWith('```')).length,
      };
    };
    expect(shape('es')).toEqual(shape('en'));
  });
});
