import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TROUBLE } from '../../../server/accounts/trouble';
import en from '../../../admin/translations/en.json';
import es from '../../../admin/translations/es.json';

const texts: Record<string, Record<string, string>> = { en, es };
const root = join(__dirname, '../../../admin');

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(join(root, name), 'utf8'))
  .join('\n');

/** Keys made of parts, `t(`trouble.${code}.message`)`, become patterns. */
const patterns = [...sources.matchAll(/`([^`]*)`/g)]
  .map(([, literal = '']) => literal.replace(/^\$\{PLUGIN_ID\}\./, ''))
  .filter((literal) => /^[a-z]+[.a-z-]*\$\{/.test(literal))
  .map((literal) => new RegExp(`^${literal.replace(/\./g, '\\.').replace(/\$\{[^}]*\}/g, '[^\\s]+')}$`));

const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{\s*(\w+)\s*[,}]/g)].map(([, name]) => name))].sort().join(' ');

describe('translations', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(es).sort()).toEqual(Object.keys(en).sort());
  });

  it('name the same values in both languages', () => {
    const differing = Object.keys(en).filter(
      (key) => placeholders(texts.en?.[key] ?? '') !== placeholders(texts.es?.[key] ?? '')
    );
    expect(differing).toEqual([]);
  });

  it('have no empty text', () => {
    for (const [language, all] of Object.entries(texts))
      expect(
        Object.keys(all).filter((key) => !all[key]?.trim()),
        language
      ).toEqual([]);
  });

  it('are all used', () => {
    const unused = Object.keys(en).filter(
      (key) => !sources.includes(`'${key}'`) && !patterns.some((pattern) => pattern.test(key))
    );
    expect(unused).toEqual([]);
  });

  it('explain every trouble in both languages, and the English is that of the server', () => {
    for (const [code, { message, action }] of Object.entries(TROUBLE)) {
      expect(texts.en?.[`trouble.${code}.message`]).toBe(message);
      expect(texts.en?.[`trouble.${code}.action`]).toBe(action);
      expect(texts.es?.[`trouble.${code}.message`]).toBeTruthy();
      expect(texts.es?.[`trouble.${code}.action`]).toBeTruthy();
    }
  });
});
