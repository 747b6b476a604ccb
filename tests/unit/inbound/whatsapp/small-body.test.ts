import { describe, expect, it } from 'vitest';
import { smallBody } from '../../../../server/inbound/whatsapp/small-body';

describe('a body that its rows can hold', () => {
  it('comes back byte for byte', () => {
    for (const text of ['', '{"a":"ñ 👍🏽"}', '\ufeff{}', 'ni siquiera JSON\r\n']) {
      expect(smallBody(Buffer.from(text), 1)).toBe(text);
    }
  });

  it('is small, of few items, and nothing but text', () => {
    expect(smallBody(Buffer.alloc(16 * 1024, 'a'), 4)).toHaveLength(16 * 1024);
    expect(smallBody(Buffer.alloc(16 * 1024 + 1, 'a'), 1)).toBeNull();
    expect(smallBody(Buffer.from('{}'), 5)).toBeNull();
    expect(smallBody(Buffer.from([0x7b, 0xff, 0x7d]), 1)).toBeNull();
    expect(smallBody(Buffer.from('{"a":"\0"}'), 1)).toBeNull();
  });
});
