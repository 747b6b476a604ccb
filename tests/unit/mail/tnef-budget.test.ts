import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inMemory } from '../../../server/mail/tnef/byte-source';
import { decodeTnef, MAX_TNEF_DEPTH, type TnefContent } from '../../../server/mail/tnef/decode';
import { tnefSource, type TnefFileSource, type TnefSource } from '../../support/tnef';
import { createPoolHarness, type PoolHarness } from './pool-harness';

/** What one winmail.dat may bring, wrapped messages counted too. */
const BUDGET = 1000;

const files = (count: number, name = 'f'): TnefFileSource[] =>
  Array.from({ length: count }, (_, index) => ({ longName: `${name}${index}.txt`, content: Buffer.from('x') }));
const message = (content: TnefSource): TnefFileSource => ({ longName: 'm.msg', content: { message: content } });
const decode = (source: TnefSource): TnefContent => {
  const content = decodeTnef(inMemory(tnefSource(source)));
  if (!content) throw new Error('no TNEF');
  return content;
};
/** Files and messages, at whatever depth. */
const countAll = ({ files: own }: TnefContent): number =>
  own.reduce((sum, file) => sum + 1 + (file.message ? countAll(file.message) : 0), 0);

describe('the files of a winmail.dat', () => {
  it('are all there up to the limit, wherever they are', () => {
    const flat = decode({ files: files(BUDGET) });
    expect([countAll(flat), flat.complete]).toEqual([BUDGET, true]);
    const deep = decode({ files: [...files(499), message({ files: files(BUDGET - 500) })] });
    expect([countAll(deep), deep.complete]).toEqual([BUDGET, true]);
  });

  it('are no more than that, and the rest is not hidden', () => {
    const flat = decode({ files: files(BUDGET + 1) });
    expect([countAll(flat), flat.complete]).toEqual([BUDGET, false]);
    const deep = decode({ files: [...files(499), message({ files: files(BUDGET - 499) })] });
    expect([countAll(deep), deep.complete]).toEqual([BUDGET, false]);
  });

  it('are not multiplied by messages beside each other', () => {
    const many = decode({ files: Array.from({ length: 10 }, () => message({ files: files(300) })) });
    expect([countAll(many), many.complete]).toEqual([BUDGET, false]);
    // The first ones whole, the one that was cut off in part, the last ones empty.
    expect(many.files.map((file) => file.message?.files.length)).toEqual([300, 300, 300, 90, 0, 0, 0, 0, 0, 0]);
  });

  it('are not multiplied by messages in messages', () => {
    const nested = (depth: number): TnefSource => ({
      files: depth === 0 ? files(400) : [...files(400), message(nested(depth - 1))],
    });
    const content = decode(nested(MAX_TNEF_DEPTH));
    expect([countAll(content), content.complete]).toEqual([BUDGET, false]);
  });

  it('are not multiplied by a tree', () => {
    const tree = (depth: number): TnefSource => ({
      files: depth === 0 ? files(8) : Array.from({ length: 8 }, () => message(tree(depth - 1))),
    });
    const content = decode(tree(MAX_TNEF_DEPTH - 1));
    expect([countAll(content), content.complete]).toEqual([BUDGET, false]);
  });
});

describe('several winmail.dat in a mail', () => {
  let harness: PoolHarness;
  beforeAll(async () => {
    harness = await createPoolHarness();
  });
  afterAll(() => harness.close());

  const mailOf = (sources: TnefSource[]): string =>
    [
      'From: Luis <luis@cliente.test>',
      'To: ventas@empresa.test',
      'Subject: Desde Outlook',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=tnef',
      '',
      '--tnef',
      'Content-Type: text/plain',
      '',
      'Adjuntos',
      ...sources.flatMap((source) => [
        '--tnef',
        'Content-Type: application/ms-tnef; name="winmail.dat"',
        'Content-Disposition: attachment; filename="winmail.dat"',
        'Content-Transfer-Encoding: base64',
        '',
        ...(tnefSource(source)
          .toString('base64')
          .match(/.{1,76}/g) ?? []),
      ]),
      '--tnef--',
      '',
    ].join('\r\n');

  it('bring no more than a mail may have parts, and the one that did not fit stays', async () => {
    const mail = await harness.parse(
      mailOf([{ files: files(600, 'a') }, { files: [message({ files: files(599, 'b') })] }, { files: files(3, 'c') }])
    );
    const names = mail.attachments.map(({ name }) => name);
    expect(names.length).toBeLessThanOrEqual(BUDGET);
    expect(names.filter((name) => name.startsWith('a'))).toHaveLength(600);
    expect(mail.notices).toContain('winmail-incomplete');
    expect(names.filter((name) => name === 'winmail.dat')).toHaveLength(2);
  });
});
