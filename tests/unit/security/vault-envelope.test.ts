import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyRing } from '../../../server/security/key-ring';
import { SecretUnreadable, openSecret, rewrapSecret, sealSecret } from '../../../server/security/vault-envelope';

const newKey = (id: string) => ({ id, key: randomBytes(32).toString('base64') });
const ring = createKeyRing([newKey('2026-11'), newKey('2026-01')], { production: true });
const active = ring.keys[0]!;
const older = ring.keys[1]!;
const name = { owner: 'account:abc', field: 'password' };
const namePart = fc.string({ minLength: 1, maxLength: 40 }).filter((text) => !text.includes('|'));

describe('a sealed secret', () => {
  it('opens to what was sealed, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), namePart, namePart, (plaintext, owner, field) => {
        // Unpaired surrogates have no UTF-8 form; passwords arrive as JSON, which has none either.
        fc.pre(Buffer.from(plaintext, 'utf8').toString('utf8') === plaintext);
        expect(openSecret(ring.find, { owner, field }, sealSecret(active, { owner, field }, plaintext))).toBe(
          plaintext
        );
      }),
      { numRuns: 1000 }
    );
  });

  it('does not open after any single bit of it is flipped', () => {
    const envelope = Buffer.from(sealSecret(active, name, 'canary-7341'), 'latin1');
    let refused = 0;
    for (let byte = 0; byte < envelope.length; byte += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const flipped = Buffer.from(envelope);
        flipped[byte]! ^= 1 << bit;
        expect(() => openSecret(ring.find, name, flipped.toString('latin1'))).toThrow(SecretUnreadable);
        refused += 1;
      }
    }
    expect(refused).toBe(envelope.length * 8);
  });

  it.each([4, 8, 12])('does not open with its tags cut to %i bytes', (length) => {
    const parts = sealSecret(active, name, 'canary').split('.');
    const cut = (part: string) => {
      const blob = Buffer.from(part, 'base64url');
      return blob.subarray(0, blob.length - 16 + length).toString('base64url');
    };
    const [version, keyId, wrapped, sealed] = parts as [string, string, string, string];
    for (const envelope of [
      [version, keyId, cut(wrapped), sealed],
      [version, keyId, wrapped, cut(sealed)],
    ]) {
      expect(() => openSecret(ring.find, name, envelope.join('.'))).toThrow(SecretUnreadable);
    }
  });

  it('does not open in another row or field', () => {
    const envelope = sealSecret(active, name, 'canary');
    expect(() => openSecret(ring.find, { ...name, owner: 'account:abd' }, envelope)).toThrow(SecretUnreadable);
    expect(() => openSecret(ring.find, { ...name, field: 'refreshToken' }, envelope)).toThrow(SecretUnreadable);
  });

  it('refuses names that would share their associated data with another name', () => {
    expect(() => sealSecret(active, { owner: 'account:a|b', field: 'password' }, 'x')).toThrow(/bar/);
    expect(() => sealSecret(active, { owner: 'account:a', field: '' }, 'x')).toThrow(/empty/);
  });

  it('looks different each time and holds no clear text', () => {
    const first = sealSecret(active, name, 'canary-7341');
    expect(sealSecret(active, name, 'canary-7341')).not.toBe(first);
    for (const encoding of ['utf8', 'base64', 'base64url', 'hex'] as const) {
      expect(first).not.toContain(Buffer.from('canary-7341').toString(encoding));
    }
  });

  it('does not open with a key of the same id and other bytes', () => {
    const envelope = sealSecret(active, name, 'canary');
    const other = createKeyRing([newKey(active.id)], { production: true });
    expect(() => openSecret(other.find, name, envelope)).toThrow(expect.objectContaining({ reason: 'damaged' }));
  });

  it('says which key trouble it is when the host lacks the key', () => {
    const envelope = sealSecret(older, name, 'canary');
    const without = createKeyRing([newKey('2026-12')], { production: true });
    expect(() => openSecret(without.find, name, envelope)).toThrow(expect.objectContaining({ reason: 'unknown-key' }));
  });

  it('keeps the secret when it is wrapped with another key', () => {
    const next = rewrapSecret(ring.find, active, name, sealSecret(older, name, 'canary'));
    const onlyActive = (id: string) => (id === active.id ? active : null);
    expect(openSecret(onlyActive, name, next)).toBe('canary');
  });
});
