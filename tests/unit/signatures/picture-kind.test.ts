import { expect, it } from 'vitest';
import { pictureKind } from '../../../server/signatures/picture-kind';

const hex = (text: string, length = 40) =>
  Buffer.concat([Buffer.from(text.replace(/\s/g, ''), 'hex'), Buffer.alloc(length)]);

/** Heads as the formats' own documents lay them out, each 258 by 3 pixels. */
it.each([
  ['image/png', '89504e470d0a1a0a 0000000d 49484452 00000102 00000003'],
  ['image/gif', '474946383961 0201 0300'],
  ['image/jpeg', 'ffd8 ffe0 0004 0000 ffc4 0003 00 ffc2 0011 08 0003 0102'],
  ['image/webp', '52494646 00000000 57454250 56503820 00000000 000000 9d012a 0201 0300'],
  ['image/webp', '52494646 00000000 57454250 5650384c 00000000 2f 01810000'],
  ['image/webp', '52494646 00000000 57454250 56503858 00000000 00000000 010100 020000'],
])('%s says its size', (type, head) => {
  expect(pictureKind(hex(head))).toEqual({ type, width: 258, height: 3 });
});

it.each(['', '3c737667', 'ffd8ffe000', '89504e470d0a1a0a0000000d494844520000000000000003', 'ffd8ffc00011080003000000'])(
  'is none of ours: %s',
  (head) => {
    expect(pictureKind(hex(head, head === '' ? 0 : 40))).toBeNull();
  }
);
