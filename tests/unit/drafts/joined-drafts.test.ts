import { describe, expect, it } from 'vitest';
import { DRAFT_LIMITS, draftContent, type DraftContent } from '../../../server/api/contracts/drafts';
import { joinContents } from '../../../server/drafts/join-contents';

const content = (text: string, rest: Partial<DraftContent> = {}): DraftContent =>
  draftContent.parse({
    ...{ kind: 'reply', html: text, text, to: null, cc: null, attachmentIds: [], signatureId: null },
    ...{ idempotencyKey: `the-key-of-${text.slice(0, 10)}`, unsettled: false, changedUnsettled: false },
    ...rest,
  });
const fileIds = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `file${String(from + index).padStart(20, '0')}`);

describe('two drafts that become one', () => {
  it('say what both said, the older first', () => {
    const joined = joinContents(content('Uno'), content('Dos', { cc: [] }));
    expect(joined).toMatchObject({ text: 'Uno\nDos', html: 'Uno<br>Dos', cc: [], idempotencyKey: 'the-key-of-Dos' });
    expect(joinContents(content(''), content('Dos')).text).toBe('Dos');
  });

  it('stay a draft that can be read, and lose nothing of the newer one', () => {
    const full = { html: 'n'.repeat(DRAFT_LIMITS.html - 50), text: 'n'.repeat(DRAFT_LIMITS.text - 5) };
    const older = content('', { html: '<b>😀</b>'.repeat(1000), text: '😀<&>\n'.repeat(1000) });
    const joined = joinContents(older, content('', full));
    expect(draftContent.safeParse(joined).success).toBe(true);
    expect(joined.html.endsWith(full.html)).toBe(true);
    expect(joined.html.startsWith('😀&lt;&amp;&gt;<br>')).toBe(true);
    expect(joined.html.length).toBeLessThanOrEqual(DRAFT_LIMITS.html);
    expect(joined.text.endsWith(full.text)).toBe(true);
    // No half of a character: those have no UTF-8.
    for (const text of [joined.text, joined.html]) expect(() => encodeURIComponent(text)).not.toThrow();
  });

  it('of which each fills a draft alone are the newer one', () => {
    const whole = { html: 'a'.repeat(DRAFT_LIMITS.html), text: 'a'.repeat(DRAFT_LIMITS.text) };
    const newer = { html: 'b'.repeat(DRAFT_LIMITS.html), text: 'b'.repeat(DRAFT_LIMITS.text) };
    const joined = joinContents(content('', whole), content('', newer));
    expect(draftContent.safeParse(joined).success).toBe(true);
    expect([joined.html === newer.html, joined.text === newer.text]).toEqual([true, true]);
  });

  it('hold as many files as a draft can, those of the newer one first', () => {
    const newer = fileIds(0, 80);
    const joined = joinContents(
      content('Uno', { attachmentIds: fileIds(70, 90) }),
      content('Dos', { attachmentIds: newer })
    );
    expect(joined.attachmentIds).toHaveLength(DRAFT_LIMITS.files);
    expect(joined.attachmentIds.slice(0, 80)).toEqual(newer);
    expect(new Set(joined.attachmentIds).size).toBe(DRAFT_LIMITS.files);
  });
});
