import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TABLE } from '../../../server/database/models';
import { createKeyRing } from '../../../server/security/key-ring';
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
    expect(await during.rewrap(10)).toBe(10);
    expect(await during.countByKey()).toEqual({ [oldKey.id]: 15, [newKey.id]: 10 });
    expect(await during.get('account:3', 'password')).toBe('secret 3');
    expect(await during.get('account:24', 'password')).toBe('secret 24');
    while ((await during.rewrap(10)) > 0);
    const after = vaultWith([newKey]);
    expect(await after.countByKey()).toEqual({ [newKey.id]: 25 });
    for (let index = 0; index < 25; index += 1)
      expect(await after.get(`account:${index}`, 'password')).toBe(`secret ${index}`);
  });

  it('leaves a damaged secret where it is and moves the rest', async () => {
    const before = vaultWith([oldKey]);
    await before.put(knex, 'account:1', 'password', 'one');
    await before.put(knex, 'account:2', 'password', 'two');
    await knex(TABLE.secret).where({ owner: 'account:1' }).update({ envelope: 'v1.2026-01.AAAA.AAAA' });
    expect(await vaultWith([newKey, oldKey]).rewrap(10)).toBe(1);
    expect(await vaultWith([newKey]).get('account:2', 'password')).toBe('two');
  });
});
