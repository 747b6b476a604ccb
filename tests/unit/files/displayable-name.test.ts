import { describe, expect, it } from 'vitest';
import { displayableName } from '../../../server/files/uploads';

describe('the name of an uploaded file', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\docs\\oferta.pdf', 'oferta.pdf'],
    ['a\u202egpj.exe', 'agpj.exe'],
    ['a\r\nBcc: x.txt', 'aBcc: x.txt'],
    ['"<>', 'file'],
    ['', 'file'],
  ])('is %j without what harms a header: %s', (name, expected) => {
    expect(displayableName(name)).toBe(expected);
  });

  it('keeps its ending when it is too long, and never half a character', () => {
    const name = displayableName(`${'a'.repeat(500)}.xlsx`);
    expect(name).toHaveLength(200);
    expect(name.endsWith('a.xlsx')).toBe(true);
    expect(displayableName('😀'.repeat(300))).not.toMatch(/\p{Surrogate}/u);
  });
});
