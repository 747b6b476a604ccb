import { describe, expect, it } from 'vitest';
import { resolveMailServer, type Lookup, type MailServer } from '../../../server/security/safe-connect';

const policy = {
  allow: ['10.9.0.0/16', '127.0.0.1'],
  allowInsecure: ['127.0.0.1'],
  imapPorts: [993, 143],
  smtpPorts: [587],
};
const server: MailServer = { host: 'mail.example.com', port: 993, protocol: 'imap', security: 'tls' };
const answering =
  (...addresses: string[]): Lookup =>
  () =>
    Promise.resolve(addresses.map((address) => ({ address })));
const failing =
  (code: string): Lookup =>
  () =>
    Promise.reject(Object.assign(new Error(code), { code }));
const never: Lookup = () => Promise.reject(new Error('this must not be looked up'));

describe('where a mail server may be', () => {
  it('is a public address, with the name kept for the certificate', async () => {
    expect(await resolveMailServer(server, policy, answering('8.8.8.8'))).toEqual({
      address: '8.8.8.8',
      addresses: ['8.8.8.8'],
      servername: 'mail.example.com',
    });
  });

  it('is looked up once: a second answer is never asked for', async () => {
    let calls = 0;
    const rebinding: Lookup = () => {
      calls += 1;
      return Promise.resolve([{ address: calls === 1 ? '8.8.8.8' : '127.0.0.2' }]);
    };
    const { address } = await resolveMailServer(server, policy, rebinding);
    expect(address).toBe('8.8.8.8');
    expect(calls).toBe(1);
  });

  it('skips forbidden answers among allowed ones, and takes IPv4 first', async () => {
    const lookup = answering('169.254.169.254', '2606:4700::1111', '192.168.1.1', '8.8.4.4');
    expect((await resolveMailServer(server, policy, lookup)).addresses).toEqual(['8.8.4.4', '2606:4700::1111']);
  });

  it.each([['127.0.0.2'], ['10.0.0.1'], ['169.254.169.254'], ['::1'], ['fd00::1'], ['100.64.0.1']])(
    'refuses a name that leads only to %s, like any other forbidden one',
    async (address) => {
      await expect(resolveMailServer(server, policy, answering(address))).rejects.toMatchObject({
        code: 'address-not-allowed',
        detail: undefined,
      });
    }
  );

  it('takes private addresses that the host named', async () => {
    expect((await resolveMailServer(server, policy, answering('10.9.1.1'))).address).toBe('10.9.1.1');
  });

  it.each(['127.2', '2130706434', '0x7f000002', '017700000002', '[::1]', '169.254.169.254'])(
    'reads %s as an address, without a look-up',
    async (host) => {
      await expect(resolveMailServer({ ...server, host }, policy, never)).rejects.toMatchObject({
        code: 'address-not-allowed',
      });
    }
  );

  it('has no name for the certificate of a literal address', async () => {
    const resolved = await resolveMailServer({ ...server, host: '8.8.8.8' }, policy, never);
    expect(resolved).toMatchObject({ address: '8.8.8.8', servername: undefined });
  });

  it('tells a name that does not exist from a name service that is away', async () => {
    await expect(resolveMailServer(server, policy, failing('ENOTFOUND'))).rejects.toMatchObject({
      code: 'host-not-found',
    });
    await expect(resolveMailServer(server, policy, failing('ENODATA'))).rejects.toMatchObject({
      code: 'host-not-found',
    });
    await expect(resolveMailServer(server, policy, failing('EAI_AGAIN'))).rejects.toMatchObject({
      code: 'connection-timeout',
    });
    await expect(resolveMailServer(server, policy, answering())).rejects.toMatchObject({ code: 'host-not-found' });
  });

  it.each([22, 80, 6379, 8080])('refuses port %i before anything is looked up', async (port) => {
    await expect(resolveMailServer({ ...server, port }, policy, never)).rejects.toMatchObject({
      code: 'port-not-allowed',
    });
  });

  it('goes without encryption only where the host allows it', async () => {
    const open = { ...server, port: 143, security: 'none' as const };
    await expect(resolveMailServer(open, policy, answering('8.8.8.8'))).rejects.toMatchObject({
      code: 'insecure-not-allowed',
    });
    await expect(resolveMailServer(open, policy, answering('10.9.1.1'))).rejects.toMatchObject({
      code: 'insecure-not-allowed',
    });
    expect((await resolveMailServer(open, policy, answering('127.0.0.1', '8.8.8.8'))).addresses).toEqual(['127.0.0.1']);
  });
});
