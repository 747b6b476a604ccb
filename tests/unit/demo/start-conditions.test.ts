import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';

/** Only starts that end before anything is installed, built or written. */
async function demo(env: Record<string, string>, args: string[] = []) {
  const child = spawn(process.execPath, [resolve('scripts/demo.mjs'), ...args], {
    env: { PATH: process.env['PATH'], DEMO_DATA_DIR: '/nonexistent/never-written', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number]>,
  ]);
  return { code, stdout, lines: stderr.trimEnd().split('\n') };
}

describe('the demo does not start', () => {
  it.each(['DEMO_PORT', 'DEMO_MAIL_IMAP_PORT', 'DEMO_MAIL_SMTP_PORT', 'DEMO_CUSTOMER_PORT', 'DEMO_META_PORT'])(
    'on a port of %s that is taken, and says which',
    async (variable) => {
      const other = createServer();
      await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
      const port = String((other.address() as AddressInfo).port);
      const { code, stdout, lines } = await demo({ ...(await freePorts()), [variable]: port });
      await new Promise((done) => other.close(done));
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(new RegExp(`^Port ${port} for .* is taken; .* ${variable}\\.$`));
    }
  );

  it.each([
    [{ DEMO_PORT: 'http' }, [], 'DEMO_PORT is "http"; write a port between 1 and 65535.'],
    [{ DEMO_PORT: '70000' }, [], 'DEMO_PORT is "70000"; write a port between 1 and 65535.'],
    [
      { DEMO_PORT: '1999', DEMO_CUSTOMER_PORT: '1999' },
      [],
      'DEMO_PORT and DEMO_CUSTOMER_PORT are both 1999; give each a port of its own.',
    ],
    [{ DEMO_MAIL: 'exchange' }, [], 'DEMO_MAIL is "exchange"; write hoodiecrow or dovecot.'],
    [{}, ['--noseed'], 'The demo knows no "--noseed"; there is only --no-seed.'],
  ])('with %j %j', async (env, args, sentence) => {
    expect(await demo(env, args)).toMatchObject({ code: 1, lines: [sentence] });
  });
});

async function freePorts() {
  const servers = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const server = createServer();
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      return server;
    })
  );
  const [admin, imap, smtp, customer, meta] = servers.map((server) => String((server.address() as AddressInfo).port));
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return {
    DEMO_PORT: admin ?? '',
    DEMO_MAIL_IMAP_PORT: imap ?? '',
    DEMO_MAIL_SMTP_PORT: smtp ?? '',
    DEMO_CUSTOMER_PORT: customer ?? '',
    DEMO_META_PORT: meta ?? '',
  };
}
