import { describe, expect, it } from 'vitest';
import { EVERYTHING, filterTemplates, type TemplateFilters } from '../../../admin/settings/templates/template-filters';
import type { TemplateDto } from '../../../server/api/contracts/templates';

const template = (name: string, more: Partial<TemplateDto>) =>
  ({
    name,
    medium: 'email',
    accountIds: [],
    language: 'es',
    labels: [],
    useTypes: ['reply'],
    category: 'utility',
    subject: '',
    body: '',
    remoteName: null,
    state: 'ready',
    archived: false,
    ...more,
  }) as unknown as TemplateDto;

const TEMPLATES = [
  template('mail', { body: '<p>Presupuésto</p>' }),
  template('mail-start', { useTypes: ['start'], subject: 'Su oferta', language: 'en' }),
  template('mail-of-a', { accountIds: ['a'] }),
  template('chat', { medium: 'whatsapp' }),
  template('approved', {
    medium: 'whatsapp',
    useTypes: ['window'],
    remoteName: 'approved',
    state: 'approved',
    category: 'marketing',
  }),
  template('old', { archived: true }),
];
const found = (filters: Partial<TemplateFilters>) =>
  filterTemplates(TEMPLATES, { ...EVERYTHING, ...filters }).map(({ name }) => name);

describe('the filters of the templates', () => {
  it.each<[Partial<TemplateFilters>, string[]]>([
    [{}, ['mail', 'mail-start', 'mail-of-a', 'chat', 'approved']],
    [{ archived: true }, ['old']],
    [{ medium: 'whatsapp' }, ['chat', 'approved']],
    [{ account: { id: 'a', medium: 'email' } }, ['mail', 'mail-start', 'mail-of-a']],
    [{ account: { id: 'b', medium: 'email' } }, ['mail', 'mail-start']],
    [{ account: { id: 'w', medium: 'whatsapp' } }, ['chat', 'approved']],
    [{ useType: 'start' }, ['mail-start']],
    [{ category: 'marketing' }, ['approved']],
    // What needs no approval has no category.
    [{ category: 'utility' }, []],
    [{ language: 'en' }, ['mail-start']],
    [{ state: 'approved' }, ['approved']],
    [{ text: 'presupuesto' }, ['mail']],
    [{ text: 'oferta' }, ['mail-start']],
    [{ medium: 'email', language: 'es', text: 'mail' }, ['mail', 'mail-of-a']],
  ])('%j finds %j', (filters, names) => {
    expect(found(filters)).toEqual(names);
  });
});
