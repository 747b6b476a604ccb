import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WhatsAppAccountDto } from '../../../server/api/contracts/accounts';
import type { BegunSignupDto, SignupDto, SignupsDto } from '../../../server/api/contracts/whatsapp-signups';
import { ACTION } from '../../../server/constants';
import { administrate, type Administration, type AdminPerson } from '../../support/admin-client';
import { codeOf, dataOf, type ApiClient } from '../../support/api-client';
import { openDatabase } from '../../support/database';
import { createHostData, type HostData } from '../../support/host-data';
import { startMetaSimulator, type MetaSimulator } from '../../support/meta-simulator';
import { spawnHost, type SpawnedHost } from '../../support/spawned-host';
import { until } from '../../support/until';

interface Window {
  code: string;
  event: 'FINISH' | 'FINISH_ONLY_WABA' | 'FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING';
  data: { waba_id: string; phone_number_id?: string };
}
const BASE = '/conversations/whatsapp-signups';

/** Where a process dies, and what a person finds afterwards. The others are much like these and take the long run. */
const KILLS: [crashAt: string, problem: string | null][] = [
  ['signup.before-exchange', 'signup-code-lost'],
  ['signup.after-account', null],
  ...(process.env['LONG'] === '1'
    ? (['exchange', 'authorised', 'number', 'subscribed', 'registered'] as const).map((step): [string, null] => [
        `signup.after-${step}`,
        null,
      ])
    : []),
];

describe('Embedded Signup', () => {
  let meta: MetaSimulator;
  let data: HostData;
  let host: SpawnedHost;
  let admin: Administration;
  let manager: AdminPerson;
  let api: ApiClient;

  const settings = (crashAt = '') => ({
    worker: true,
    crashAt,
    pluginConfig: {
      endpoints: { meta: meta.url, metaSdk: `${meta.url}/en_US`, metaDialog: meta.url },
      whatsapp: {
        embeddedSignup: { appId: meta.app.appId, appSecret: meta.app.appSecret, configId: '730000000000001' },
      },
    },
  });
  const begin = async (by = api) => dataOf<BegunSignupDto>(await by.post(BASE));
  const window = (business: string) => meta.control<Window>('POST', 'signup', { business });
  const input = (
    { code, event, data: { waba_id: wabaId, phone_number_id: phoneNumberId } }: Window,
    state: string
  ) => ({
    state,
    code,
    event,
    wabaId,
    ...(phoneNumberId ? { phoneNumberId } : {}),
    authorisedUserIds: [admin.owner.id],
  });
  const signUp = async (business: string) => {
    const { id, state } = await begin();
    return dataOf<SignupDto>(await api.post(`${BASE}/${id}/complete`, input(await window(business), state)));
  };
  const resume = async (id: string, body = {}) => dataOf<SignupDto>(await api.post(`${BASE}/${id}/resume`, body));
  const account = async (id: string | null) =>
    dataOf<WhatsAppAccountDto>(await api.get(`/conversations/accounts/${id ?? 'none'}`));
  const list = async () => dataOf<SignupsDto>(await api.get(BASE));

  beforeAll(async () => {
    meta = await startMetaSimulator();
    data = await createHostData('sqlite');
    host = await spawnHost(data, settings());
    admin = await administrate(host.url);
    manager = await admin.person('marta@empresa.test', [await admin.role('Managers', [ACTION.manageAccounts])]);
    api = manager.api;
  });
  afterAll(async () => {
    await host?.kill();
    await meta?.stop();
    await data?.remove();
  });

  it('tells the page what to open the window with, and no secret', async () => {
    const answer = await api.get(BASE);
    expect(dataOf<SignupsDto>(answer)).toEqual({
      settings: {
        appId: meta.app.appId,
        configId: '730000000000001',
        graphVersion: 'v26.0',
        sdkUrl: `${meta.url}/en_US/sdk.js`,
        dialogOrigin: meta.url,
      },
      signups: [],
    });
    expect(answer.text).not.toContain(meta.app.appSecret);
  });

  it('makes an account of a new number: exchanged, proven, subscribed, registered', async () => {
    const signup = await signUp('new-number');
    expect(signup).toMatchObject({ step: 'connected', problem: null, canResume: false });
    const made = await account(signup.accountId);
    expect(made).toMatchObject({ kind: 'whatsapp-cloud', wabaId: signup.wabaId, authorisedUserIds: [admin.owner.id] });
    await until('the account to be active', async () => (await account(signup.accountId)).state === 'active');
    const { numbers, subscribed } = await meta.state();
    expect(numbers[made.phoneNumberId]).toMatchObject({ status: 'CONNECTED' });
    expect(Object.keys(subscribed)).toContain(made.wabaId);
    expect((await list()).signups).toEqual([]);
  });

  it('keeps no token of it outside of the vault', async () => {
    const database = openDatabase(data);
    const rows: unknown[] = await database('conversations_signups');
    expect(JSON.stringify(rows)).not.toMatch(/EAASignup|AQ[0-9a-f]{20}/);
    await database.destroy();
    expect(host.log()).not.toMatch(/EAASignup|AQ[0-9a-f]{20}/);
  });

  it('takes an answer once, from the person who began, and no other', async () => {
    const { id, state } = await begin();
    const finished = await window('new-number');
    const path = `${BASE}/${id}/complete`;
    expect(codeOf(await admin.owner.api.post(path, input(finished, state)))).toBe('signup-used');
    expect(codeOf(await api.post(path, input(finished, 'x'.repeat(43))))).toBe('signup-used');
    const answers = await Promise.all([1, 2, 3].map(() => api.post(path, input(finished, state))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const numbers = dataOf<WhatsAppAccountDto[]>(await api.get('/conversations/accounts'));
    expect(numbers.filter(({ wabaId }) => wabaId === finished.data.waba_id)).toHaveLength(1);
  });

  it('believes no id of the browser that the token does not reach', async () => {
    const { id, state } = await begin();
    const finished = await window('new-number');
    const forged = { ...input(finished, state), wabaId: meta.app.wabaId, phoneNumberId: meta.app.phoneNumberId };
    const signup = dataOf<SignupDto>(await api.post(`${BASE}/${id}/complete`, forged));
    expect(signup).toMatchObject({ step: 'authorised', problem: { code: 'signup-not-shared' }, accountId: null });
    const other = await begin();
    const mixed = { ...input(await window('new-number'), other.state), phoneNumberId: meta.app.phoneNumberId };
    expect(dataOf<SignupDto>(await api.post(`${BASE}/${other.id}/complete`, mixed))).toMatchObject({
      problem: { code: 'signup-not-shared' },
      accountId: null,
    });
    for (const one of [id, other.id]) expect((await api.del(`${BASE}/${one}`)).status).toBe(200);
  });

  it('names a code that is too old, missing permissions, and what is removed is gone', async () => {
    const { id, state } = await begin();
    const finished = await window('new-number');
    await meta.control('POST', 'clock', { advanceMs: 31_000 });
    const late = dataOf<SignupDto>(await api.post(`${BASE}/${id}/complete`, input(finished, state)));
    expect(late).toMatchObject({ step: 'begun', problem: { code: 'signup-code-lost' }, canResume: false });
    expect((await api.del(`${BASE}/${id}`)).status).toBe(200);
    expect((await api.post(`${BASE}/${id}/resume`, {})).status).toBe(404);

    const narrow = await begin();
    const part = await meta.control<Window>('POST', 'signup', {
      business: 'new-number',
      scopes: ['whatsapp_business_messaging'],
    });
    const refused = dataOf<SignupDto>(await api.post(`${BASE}/${narrow.id}/complete`, input(part, narrow.state)));
    expect(refused.problem).toMatchObject({
      code: 'whatsapp-permission-missing',
      detail: 'whatsapp_business_management',
    });
    expect((await api.del(`${BASE}/${narrow.id}`)).status).toBe(200);
    const database = openDatabase(data);
    expect(await database('conversations_vault').where('owner', 'like', 'signup:%')).toEqual([]);
    await database.destroy();
  });

  it('waits for a number, and goes on when there is one', async () => {
    const waiting = await signUp('only-account');
    expect(waiting).toMatchObject({ step: 'authorised', problem: { code: 'signup-no-number' }, canResume: true });
    expect((await list()).signups.map(({ id }) => id)).toEqual([waiting.id]);
    await meta.control('POST', 'signup-number', { wabaId: waiting.wabaId });
    expect(await resume(waiting.id)).toMatchObject({ step: 'connected', problem: null });
  });

  it('asks which of several numbers it is, and takes none that is not among them', async () => {
    const several = await signUp('several-numbers');
    expect(several.problem?.code).toBe('signup-choose-number');
    expect(several.numbers).toHaveLength(2);
    expect(await resume(several.id, { phoneNumberId: meta.app.phoneNumberId })).toMatchObject({ accountId: null });
    const done = await resume(several.id, { phoneNumberId: several.numbers[1]?.id });
    expect(done.step).toBe('connected');
    expect((await account(done.accountId)).phoneNumberId).toBe(several.numbers[1]?.id);
  });

  it('asks for the PIN of a number that has one', async () => {
    const asked = await signUp('own-pin');
    expect(asked).toMatchObject({ step: 'subscribed', problem: { code: 'signup-pin-needed' } });
    expect((await resume(asked.id, { pin: '111111' })).problem?.code).toBe('signup-pin-needed');
    expect(await resume(asked.id, { pin: '987654' })).toMatchObject({ step: 'connected' });
  });

  it('leaves a number of the phone app registered there', async () => {
    const done = await signUp('phone-app');
    expect(done).toMatchObject({ step: 'connected', coexistence: true });
    const { phoneNumberId } = await account(done.accountId);
    expect((await meta.state()).numbers[phoneNumberId]).toMatchObject({ status: 'PENDING' });
  });

  it('keeps why somebody left the window', async () => {
    const { id, state } = await begin();
    const path = `${BASE}/${id}/cancelled`;
    const left = dataOf<SignupDto>(await api.post(path, { state, currentStep: 'PHONE_NUMBER_SETUP' }));
    expect(left).toMatchObject({
      problem: { code: 'signup-cancelled', detail: 'PHONE_NUMBER_SETUP' },
      canResume: false,
    });
    expect(codeOf(await api.post(path, { state }))).toBe('signup-used');
    expect((await api.del(`${BASE}/${id}`)).status).toBe(200);
  });

  it('gives an account that has the number its new token', async () => {
    const first = await signUp('new-number');
    const { phoneNumberId, wabaId, id } = await account(first.accountId);
    const { id: again, state } = await begin();
    const other = await window('new-number');
    // The business goes through the window again and chooses what it has connected already.
    const code = await meta.control<{ code: string }>('POST', 'signup-again', { wabaId });
    const chosen = { ...other, code: code.code, data: { waba_id: wabaId, phone_number_id: phoneNumberId } };
    const done = dataOf<SignupDto>(await api.post(`${BASE}/${again}/complete`, input(chosen, state)));
    expect(done).toMatchObject({ step: 'connected', accountId: id });
  });

  it.each(KILLS)('killed at %s, it can be resumed or removed', async (crashAt, problem) => {
    await host.stop();
    host = await spawnHost(data, settings(`${crashAt}#1`));
    const before = (await administrate(host.url)).owner.api;
    const { id, state } = await begin(before);
    const finished = await window('new-number');
    await expect(before.post(`${BASE}/${id}/complete`, input(finished, state))).rejects.toThrow();
    await host.exited;
    host = await spawnHost(data, settings());
    api = (await administrate(host.url)).owner.api;
    const [left] = (await list()).signups;
    expect(left?.id).toBe(id);
    expect(codeOf(await api.post(`${BASE}/${id}/resume`, {}))).toBe('signup-busy');
    // As if the two minutes were over in which the dead process might still be at it.
    const database = openDatabase(data);
    await database('conversations_signups').where({ document_id: id }).update({ busy_until: 0 });
    await database.destroy();
    const after = await resume(id);
    if (problem) {
      expect(after).toMatchObject({ step: 'begun', problem: { code: problem } });
      expect((await api.del(`${BASE}/${id}`)).status).toBe(200);
      return;
    }
    expect(after).toMatchObject({ step: 'connected', problem: null });
    const all = dataOf<WhatsAppAccountDto[]>(await api.get('/conversations/accounts'));
    expect(all.filter(({ wabaId }) => wabaId === finished.data.waba_id)).toHaveLength(1);
  });
});
