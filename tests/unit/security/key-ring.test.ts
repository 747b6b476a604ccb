import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DEVELOPMENT_KEY_ID, createKeyRing } from '../../../server/security/key-ring';

const configured = (id: string) => ({ id, key: randomBytes(32).toString('base64') });

describe('the key ring', () => {
  it('encrypts with the first key and finds all of them', () => {
    const ring = createKeyRing([configured('new'), configured('old')], { production: true });
    expect(ring.active?.id).toBe('new');
    expect(ring.find('old')?.id).toBe('old');
    expect(ring.find('lost')).toBeNull();
  });

  it('has no key in production when none is configured, whatever else the host has', () => {
    const ring = createKeyRing([], { production: true, fallbackSecret: 'toBeModified' });
    expect(ring.active).toBeNull();
    expect(ring.keys).toEqual([]);
  });

  it('derives the same development key from the same secret, and another from another', () => {
    const kek = (fallbackSecret: string) =>
      createKeyRing([], { production: false, fallbackSecret }).active?.kek.toString('hex');
    expect(kek('one')).toMatch(/^[0-9a-f]{64}$/);
    expect(kek('one')).toBe(kek('one'));
    expect(kek('one')).not.toBe(kek('two'));
  });

  it('still opens what was stored in development once a key is configured there', () => {
    const ring = createKeyRing([configured('new')], { production: false, fallbackSecret: 'secret' });
    expect(ring.active?.id).toBe('new');
    expect(ring.find(DEVELOPMENT_KEY_ID)).not.toBeNull();
  });

  it('encrypts with nothing that stands in the config as it is', () => {
    const key = configured('new');
    expect(createKeyRing([key], { production: true }).active?.kek.toString('base64')).not.toBe(key.key);
  });

  it('refuses a short key', () => {
    expect(() => createKeyRing([{ id: 'k', key: randomBytes(31).toString('base64') }], { production: true })).toThrow(
      /'k'/
    );
  });
});
