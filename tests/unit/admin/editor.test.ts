import { describe, expect, it } from 'vitest';
import { documentText } from '../../../admin/inbox/composer/editor/document-text';
import { sizeOf, widthOf } from '../../../admin/inbox/composer/editor/image-sizes';
import { mailHtml, withoutUnsent } from '../../../admin/inbox/composer/editor/mail-html';
import { quotedMessage } from '../../../admin/inbox/composer/quote/quoted-message';
import type { MessageDto } from '../../../server/api/contracts/inbox';

const text = (value: string) => ({ type: 'text', text: value });
const paragraph = (...content: object[]) => ({ type: 'paragraph', content });
const item = (...content: object[]) => ({ type: 'listItem', content });

describe('the text of what was written', () => {
  it('has lines, lists, quotations and pictures', () => {
    const document = {
      type: 'doc',
      content: [
        paragraph(text('Hola'), { type: 'hardBreak' }, text('Lola')),
        { type: 'paragraph' },
        {
          type: 'bulletList',
          content: [item(paragraph(text('uno'))), item(paragraph(text('dos')), paragraph(text('más')))],
        },
        {
          type: 'orderedList',
          attrs: { start: 3 },
          content: [item(paragraph(text('a')), { type: 'bulletList', content: [item(paragraph(text('b')))] })],
        },
        { type: 'blockquote', content: [paragraph(text('cita')), { type: 'paragraph' }] },
        paragraph(
          { type: 'inlineImage', attrs: { alt: 'x.png', uploadId: 'abc' } },
          { type: 'inlineImage', attrs: { alt: 'y.png', uploadId: null } }
        ),
      ],
    };
    expect(documentText(document, (alt) => `[imagen: ${alt}]`)).toBe(
      'Hola\nLola\n\n- uno\n- dos\n  más\n3. a\n   - b\n> cita\n>\n[imagen: x.png]'
    );
  });
});

describe('the HTML of what was written', () => {
  it('has lines as mail programs make them, and no empty ones at the end', () => {
    expect(mailHtml('<p>a</p><p></p><ul><li><p>b</p></li></ul><p></p><p></p>')).toBe(
      '<div>a</div><div><br></div><ul><li><div>b</div></li></ul>'
    );
  });
  it('has no picture that is still on its way', () => {
    const sent = '<img data-upload-id="abc" alt="a">';
    expect(withoutUnsent(`<p>x<img alt="data-upload-id" width="3">${sent}</p>`)).toBe(`<p>x${sent}</p>`);
  });
});

describe('sizes of a picture', () => {
  it('never enlarge it, and are found again', () => {
    expect([widthOf('small', 2000), widthOf('medium', 2000), widthOf('full', 2000)]).toEqual([160, 360, 720]);
    expect(widthOf('full', 90)).toBe(90);
    expect([sizeOf(360, 2000), sizeOf(90, 90), sizeOf(200, 2000), sizeOf(null, 2000)]).toEqual([
      'medium',
      'small',
      null,
      null,
    ]);
  });
});

describe('the mail that an answer quotes', () => {
  const message = (id: string, direction: string, kind = 'message') => ({ id, direction, kind }) as MessageDto;
  it('is the newest that came in, else the newest, and never a note', () => {
    const note = message('n', 'outbound', 'note');
    expect(quotedMessage([note, message('b', 'outbound'), message('a', 'inbound')])?.id).toBe('a');
    expect(quotedMessage([note, message('b', 'outbound'), message('a', 'outbound')])?.id).toBe('b');
    expect(quotedMessage([note])).toBeNull();
  });
});
