import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TABLE } from '../../../server/database/models';
import { createKeyRing } from '../../../server/security/key-ring';
import { createKeyRotation } from '../../../server/security/rotate-keys';
import { KeyMissing, SecretUnreadable, createVault } from '../../../server/security/vault';
import { openVaultDatabase } from './vault-database';

const key = (id: string) => ({ id, key: randomBytes(32).toString('base64') });
const oldKey = key('2026-01');
const newKey = key('2026-11');
const OWNER = 'account:abc';

let knex: Knex;
beforeEach(async () => {
  knex = await openVaultDatabase();
});
afterEach(() => knex.destroy());

const vaultWith = (keys: { id: string; key: string }[], now = () => 1_000) =>
  createVault({ knex, keys: createKeyRing(keys, { production: true }), now });

describe('the vault', () => {
  it('gives back what was put, and replaces it', async () => {
    let clock = 1_000;
    const vault = vaultWith([newKey], () => clock);
    expect(await vault.get(OWNER, 'password')).toBeNull();
    await vault.put(knex, OWNER, 'password', 'first');
    clock = 2_000;
    await vault.put(knex, OWNER, 'password', 'sécond €');
    expect(await vault.get(OWNER, 'password')).toBe('sécond €');
    expect(await vault.has(OWNER, 'password')).toBe(true);
    expect(await vault.updatedAt(OWNER, 'password')).toBe(2_000);
    expect(await knex(TABLE.secret).count({ count: '*' })).toEqual([{ count: 1 }]);
  });

  it('stores nothing without a key', async () => {
    await expect(vaultWith([]).put(knex, OWNER, 'password', 'canary')).rejects.toThrow(KeyMissing);
    expect(await knex(TABLE.secret).select()).toEqual([]);
  });

  it('holds no clear text in the database', async () => {
    await vaultWith([newKey]).put(knex, OWNER, 'password', 'canary-7341');
    expect(JSON.stringify(await knex(TABLE.secret).select())).not.toContain('canary-7341');
  });

  it('is undone with the transaction it was written in', async () => {
    const vault = vaultWith([newKey]);
    await expect(
      knex.transaction(async (trx) => {
        await vault.put(trx, OWNER, 'password', 'secret');
        throw new Error('the account could not be stored');
      })
    ).rejects.toThrow('the account could not be stored');
    expect(await vault.has(OWNER, 'password')).toBe(false);
  });

  it('fails rather than say that nothing is stored when the key is gone or wrong', async () => {
    await vaultWith([oldKey]).put(knex, OWNER, 'password', 'secret');
    await expect(vaultWith([newKey]).get(OWNER, 'password')).rejects.toMatchObject({ reason: 'unknown-key' });
    await expect(vaultWith([{ ...newKey, id: oldKey.id }]).get(OWNER, 'password')).rejects.toMatchObject({
      reason: 'damaged',
    });
  });

  it('does not open a row whose content was swapped with another', async () => {
    const vault = vaultWith([newKey]);
    await vault.put(knex, OWNER, 'password', 'mine');
    await vault.put(knex, 'account:other', 'password', 'theirs');
    const theirs = (await knex(TABLE.secret).where({ owner: 'account:other' }).first()) as { envelope: string };
    await knex(TABLE.secret).where({ owner: OWNER }).update({ envelope: theirs.envelope });
    await expect(vault.get(OWNER, 'password')).rejects.toThrow(SecretUnreadable);
  });

  it('removes every secret of an owner and no other', async () => {
    const vault = vaultWith([newKey]);
    await vault.put(knex, OWNER, 'password', 'a');
    await vault.put(knex, OWNER, 'token', 'b');
    await vault.put(knex, 'account:other', 'password', 'c');
    await vault.remove(knex, OWNER);
    expect(await vault.has(OWNER, 'password')).toBe(false);
    expect(await vault.has(OWNER, 'token')).toBe(false);
    expect(await vault.get('account:other', 'password')).toBe('c');
  });
});

describe('a change of keys', () => {
  it('moves the secrets over in batches until the old key is free to go', async () => {
    const before = vaultWith([oldKey]);
    for (let index = 0; index < 25; index += 1)
      await before.put(knex, `account:${index}`, 'password', `secret ${index}`);
    const during = vaultWith([newKey, oldKey]);
    expect(await during.countByKey()).toEqual({ [oldKey.id]: 25 });
    expect(await during.rewrap(10)).toEqual({ moved: 10, last: 10 });
    expect(await during.countByKey()).toEqual({ [oldKey.id]: 15, [newKey.id]: 10 });
    expect(await during.get('account:3', 'password')).toBe('secret 3');
    expect(await during.get('account:24', 'password')).toBe('secret 24');
    while ((await during.rewrap(10)).last !== null);
    const after = vaultWith([newKey]);
    expect(await after.countByKey()).toEqual({ [newKey.id]: 25 });
    for (let index = 0; index < 25; index += 1)
      expect(await after.get(`account:${index}`, 'password')).toBe(`secret ${index}`);
  });

  it('goes past damaged secrets, however many stand in front, and counts them', async () => {
    const before = vaultWith([oldKey]);
    for (let index = 0; index < 6; index += 1)
      await before.put(knex, `account:${index}`, 'password', `secret ${index}`);
    await knex(TABLE.secret).where('id', '<=', 5).update({ envelope: 'v1.2026-01.AAAA.AAAA' });
    const lines: string[] = [];
    const say = (message: string) => void lines.push(message);
    const logger = { info: say, warn: say, error: say, debug: say };
    const keys = createKeyRing([newKey, oldKey], { production: true });
    const rotateKeys = createKeyRotation({ vault: createVault({ knex, keys, now: () => 1 }), keys, logger });
    await rotateKeys();
    await rotateKeys();
    expect(await vaultWith([newKey]).get('account:5', 'password')).toBe('secret 5');
    expect(await vaultWith([newKey, oldKey]).countUnreadable()).toEqual({ [oldKey.id]: 5 });
    expect(lines.filter((line) => line.includes('5 stored secrets cannot be opened'))).toHaveLength(1);
    expect(lines.some((line) => line.includes('can leave the config'))).toBe(false);
  });
  it('says which key can leave the config', async () => {
    await vaultWith([oldKey]).put(knex, 'account:1', 'password', 'one');
    const lines: string[] = [];
    const say = (message: string) => void lines.push(message);
    const logger = { info: say, warn: say, error: say, debug: say };
    const keys = createKeyRing([newKey, oldKey], { production: true });
    await createKeyRotation({ vault: createVault({ knex, keys, now: () => 1 }), keys, logger })();
    expect(lines).toEqual([
      `moved 1 of 1 stored secrets to the encryption key '${newKey.id}'`,
      `every stored secret is under the encryption key '${newKey.id}'; the keys behind it can leave the config`,
    ]);
  });
});
