import { describe, expect, it } from 'vitest';
import { matchingTemplates, toSearchable } from '../../../admin/inbox/templates/matching-templates';

const template = (name: string, body = '', labels: string[] = [], language = 'es') => ({
  id: name,
  name,
  body,
  labels,
  subject: '',
  language,
  lastUsedAt: null,
  asText: true,
  approved: null,
});
const list = toSearchable([
  template('Plazo de entrega', '<p>Tarda <b>dos</b> días</p>', ['Pedidos']),
  template('Presupuésto enviado', 'Le adjunto el presupuesto', ['Presupuestos']),
  template('Delivery time', 'Two days', [], 'en'),
  template('Segundo plazo'),
]);
const find = (typed: string, language = 'es') => matchingTemplates(list, typed, language).map(({ name }) => name);

describe('finding a template', () => {
  it('by name, label and text, whatever case and accents', () => {
    expect(find('presupuesto')).toEqual(['Presupuésto enviado']);
    expect(find('PEDIDOS')).toEqual(['Plazo de entrega']);
    expect(find('dos dias')).toEqual(['Plazo de entrega']);
    expect(find('dos presupuesto')).toEqual([]);
  });

  it('puts the name before the text, its beginning before its middle, and the reader’s language first', () => {
    expect(find('plazo')).toEqual(['Plazo de entrega', 'Segundo plazo']);
    expect(find('')[3]).toBe('Delivery time');
    expect(find('', 'en')[0]).toBe('Delivery time');
  });

  it('takes no markup for text', () => {
    expect(find('<b>')).toEqual([]);
    expect(find('p')).not.toContain('Delivery time');
  });
});
