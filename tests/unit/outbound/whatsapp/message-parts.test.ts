import { describe, expect, it } from 'vitest';
import { partsOf } from '../../../../server/outbound/whatsapp/message-parts';

const MB = 1024 * 1024;
const photo = { id: 'photo', name: 'foto.jpg', type: 'image/jpeg', size: MB };
const voice = { id: 'voice', name: 'nota.ogg', type: 'audio/ogg', size: MB };
const bill = { id: 'bill', name: 'factura.pdf', type: 'application/pdf', size: MB };
const outline = (...input: Parameters<typeof partsOf>) => {
  const made = partsOf(...input);
  return made.ok ? made.parts.map(({ content, text, fileId }) => [content.type, text, fileId]) : made.fault;
};

describe('the messages that something written becomes', () => {
  it('is one for text', () => {
    expect(outline({ text: 'Hola', files: [], location: null })).toEqual([['text', 'Hola', null]]);
  });

  it('puts the words below the first file where its type takes words', () => {
    expect(outline({ text: 'Mira', files: [photo, bill], location: null })).toEqual([
      ['image', 'Mira', 'photo'],
      ['document', '', 'bill'],
    ]);
    expect(outline({ text: 'Mira', files: [bill, photo], location: null })).toEqual([
      ['document', 'Mira', 'bill'],
      ['image', '', 'photo'],
    ]);
  });

  it('puts them before it where it takes none, or they do not fit', () => {
    expect(outline({ text: 'Escucha', files: [voice], location: null })).toEqual([
      ['text', 'Escucha', null],
      ['audio', '', 'voice'],
    ]);
    const long = 'x'.repeat(1025);
    expect(outline({ text: long, files: [photo], location: null })).toEqual([
      ['text', long, null],
      ['image', '', 'photo'],
    ]);
  });

  it('sends what is too large for its kind as a document, and refuses what is too large for that', () => {
    expect(outline({ text: '', files: [{ ...photo, size: 6 * MB }], location: null })).toEqual([
      ['document', '', 'photo'],
    ]);
    expect(outline({ text: '', files: [{ ...bill, size: 101 * MB }], location: null })).toMatchObject({
      code: 'media-too-large',
      file: 'factura.pdf',
    });
    expect(outline({ text: '', files: [photo, { ...bill, size: 0 }], location: null })).toMatchObject({
      code: 'media-empty',
      file: 'factura.pdf',
    });
  });

  it('sends a place last, as a message of its own', () => {
    const location = { latitude: 1, longitude: 2, name: 'Taller', address: 'Calle Mayor 1' };
    expect(outline({ text: 'Aquí', files: [], location })).toEqual([
      ['text', 'Aquí', null],
      ['location', 'Taller\nCalle Mayor 1', null],
    ]);
  });

  it('refuses nothing at all, and more text than fits', () => {
    expect(outline({ text: ' \n', files: [], location: null })).toEqual({ code: 'empty-message' });
    expect(outline({ text: 'x'.repeat(4097), files: [], location: null })).toEqual({
      code: 'text-too-long',
      limit: 4096,
    });
  });
});
