import { describe, expect, it } from 'vitest';
import { mentionsIn } from '../../../admin/inbox/composer/mentions';

const PEOPLE = [
  { id: 1, name: 'Ana' },
  { id: 2, name: 'Ana María' },
  { id: 3, name: 'José (Ventas)' },
];

describe('who is mentioned in a note', () => {
  it.each([
    ['@Ana mira esto', [1]],
    ['mira, @ana', [1]],
    ['@Ana María, por favor', [1, 2]],
    ['@Ana\u00a0María', [1, 2]],
    ['pregunta a @José (Ventas).', [3]],
    ['escribe a ventas@ana.test', []],
    ['@Anabel no es nadie', []],
    ['Ana sin arroba', []],
  ])('%s', (text, ids) => {
    expect(mentionsIn(text, PEOPLE)).toEqual(ids);
  });
});
