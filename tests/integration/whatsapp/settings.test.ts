import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntryDto, TestResult, WhatsAppAccountDto } from '../../../server/api/contracts/accounts';
import { administrate, type Administration } from '../../support/admin-client';
import { codeOf, dataOf, type ApiClient } from '../../support/api-client';
import { createHostData, type HostData } from '../../support/host-data';
import { startMetaSimulator, type MetaSimulator } from '../../support/meta-simulator';
import { spawnHost, type SpawnedHost } from '../../support/spawned-host';
import { until } from '../../support/until';

describe('a WhatsApp number connected by hand', () => {
  let meta: MetaSimulator;
  let data: HostData;
  let host: SpawnedHost;
  let admin: Administration;
  let api: ApiClient;
  let path: string;

  const connection = () => ({
    kind: 'whatsapp-cloud',
    ...meta.app,
  });
  const problems = ({ steps }: TestResult) =>
    steps.filter(({ code }) => code !== null).map(({ status, code }) => `${status} ${code}`);
  const check = async () => dataOf<TestResult>(await api.post(`${path}/test`, {}));
  const stored = async () => dataOf<WhatsAppAccountDto>(await api.get(path));

  beforeAll(async () => {
    meta = await startMetaSimulator();
    data = await createHostData('sqlite');
    host = await spawnHost(data, { worker: true, pluginConfig: { endpoints: { meta: meta.url } } });
    admin = await administrate(host.url);
    api = admin.owner.api;
  });
  afterAll(async () => {
    await host?.kill();
    await meta?.stop();
    await data?.remove();
  });

  it('is checked before it is saved, and names what is left to do afterwards', async () => {
    await meta.control('POST', 'tokens', {
      token: 'EAASimulatedTestToken',
      type: 'USER',
      expiresAt: Date.now() + 24 * 3_600_000,
      scopes: ['whatsapp_business_management', 'whatsapp_business_messaging'],
    });
    const test = dataOf<TestResult>(
      await api.post('/conversations/accounts/test', { ...connection(), accessToken: 'EAASimulatedTestToken' })
    );
    expect(test.ok).toBe(false);
    expect(problems(test)).toEqual(['failed whatsapp-test-token']);
    const fine = dataOf<TestResult>(await api.post('/conversations/accounts/test', connection()));
    expect(fine.ok).toBe(true);
    const made = dataOf<WhatsAppAccountDto>(
      await api.post('/conversations/accounts', { ...connection(), authorisedUserIds: [admin.owner.id] })
    );
    path = `/conversations/accounts/${made.id}`;
    expect(made).toMatchObject({ state: 'error', cause: { code: 'whatsapp-not-subscribed' }, hasAppSecret: true });
    expect(JSON.stringify(made)).not.toContain(meta.app.accessToken);
    expect(problems(await check())).toEqual([
      'failed whatsapp-not-subscribed',
      'warning whatsapp-webhook-missing',
      'warning whatsapp-no-event',
    ]);
    const known = await stored();
    expect(known.address).not.toBe('');
    expect(known.name).toBe(known.address);
  });

  it('is subscribed, and becomes active by itself', async () => {
    expect((await api.post(`${path}/whatsapp/subscribe`, {})).status).toBe(200);
    expect(problems(await check())).toEqual(['warning whatsapp-webhook-missing', 'warning whatsapp-no-event']);
    await until('the account is active', async () => (await stored()).state === 'active');
  });

  it('says that Meta lets nothing out and why, and goes on once it does again', async () => {
    const text = 'There is an error with the payment method.';
    const problem = { entity: 'BUSINESS', sending: 'BLOCKED', code: 141006, text, solution: 'Add a payment method.' };
    await meta.control('PUT', 'number', { problem });
    expect(problems(await check())).toContain('failed whatsapp-billing-blocked');
    await until('the account to say so', async () => (await stored()).cause?.code === 'whatsapp-billing-blocked');
    expect((await stored()).number?.health).toMatchObject({ sending: 'BLOCKED', problems: [{ text }] });
    await meta.control('PUT', 'number', { problem: null });
    await check();
    await until('the account to be active', async () => (await stored()).state === 'active');
    expect((await stored()).number?.health).toEqual({ sending: 'AVAILABLE', problems: [] });
  });

  it('is verified by code and registered by PIN', async () => {
    await meta.control('PUT', 'number', {
      status: 'DISCONNECTED',
      code_verification_status: 'EXPIRED',
      pin: '246810',
    });
    const early = await api.post(`${path}/whatsapp/register`, { pin: '246810' });
    expect([early.status, codeOf(early)]).toEqual([400, 'whatsapp-verification-needed']);
    expect((await api.post(`${path}/whatsapp/request-code`, { method: 'VOICE', language: 'es' })).status).toBe(200);
    expect((await api.post(`${path}/whatsapp/verify-code`, { code: '424-242' })).status).toBe(200);
    const wrong = await api.post(`${path}/whatsapp/register`, { pin: '111111' });
    expect([wrong.status, codeOf(wrong)]).toEqual([400, 'whatsapp-pin-wrong']);
    expect((await api.post(`${path}/whatsapp/register`, { pin: '246810' })).status).toBe(200);
    expect((await api.post(`${path}/whatsapp/register`, { pin: '246810' })).status).toBe(429);
  });

  it('shows and changes its profile, and everything is written down without secrets', async () => {
    const profile = {
      about: 'Recambios',
      address: 'Valencia',
      description: '',
      email: 'ventas@recambios.test',
      websites: ['https://recambios.test'],
      vertical: 'AUTO',
    };
    expect((await api.put(`${path}/whatsapp/profile`, { ...profile, websites: ['no'] })).status).toBe(400);
    expect(dataOf(await api.put(`${path}/whatsapp/profile`, profile))).toEqual(profile);
    expect(dataOf(await api.get(`${path}/whatsapp/profile`))).toEqual(profile);
    const picture = (bytes: Buffer, type = 'image/png') => {
      const form = new FormData();
      form.append('files', new Blob([new Uint8Array(bytes)], { type }), 'logo.png');
      return api.post(`${path}/whatsapp/picture`, form);
    };
    expect(dataOf(await api.get(`${path}/whatsapp/picture`))).toEqual({ dataUrl: null });
    const logo = await readFile('docs/images/inbox-en.png');
    expect(codeOf(await picture(Buffer.from('<svg/>')))).toBe('picture-type');
    expect(codeOf(await picture(Buffer.concat([logo, Buffer.alloc(5 * 1024 * 1024)])))).toBe('picture-too-large');
    const tiny = 'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAEElEQVR4nGP4z8AAQQxwFgBB0gX7h/C5SAAAAABJRU5ErkJggg==';
    expect(codeOf(await picture(Buffer.from(tiny, 'base64')))).toBe('picture-too-small');
    // What the browser calls it does not matter.
    const dataUrl = `data:image/png;base64,${logo.toString('base64')}`;
    expect(dataOf(await picture(logo, 'text/plain'))).toEqual({ dataUrl });
    expect(dataOf(await api.get(`${path}/whatsapp/profile`))).toEqual(profile);
    const entries = dataOf<AuditEntryDto[]>(await api.get(`${path}/audit?limit=50`));
    expect(entries.map(({ action }) => action).reverse()).toEqual([
      'account.created',
      'whatsapp.subscribed',
      'whatsapp.code-requested',
      'whatsapp.verified',
      'whatsapp.registered',
      'whatsapp.profile-changed',
      'whatsapp.picture-changed',
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/246810|424242|EAA/);
  });

  it('is removed', async () => {
    expect((await api.del(path)).status).toBe(200);
    expect((await api.get(path)).status).toBe(404);
  });
});
