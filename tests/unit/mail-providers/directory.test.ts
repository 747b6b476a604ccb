import { describe, expect, it } from 'vitest';
import { closedProviders, forOwnDomains, providerOf, providers } from '../../../mail-providers/directory';
import { offerFor } from '../../../mail-providers/offer';
import { BARRIERS, PROVIDER_NOTES } from '../../../mail-providers/provider';
import { serverSettings } from '../../../server/api/contracts/accounts';
import plugin from '../../../config';

const every = [...providers, ...closedProviders];

describe('the directory of providers', () => {
  it('knows no domain and no id twice', () => {
    for (const names of [every.flatMap(({ domains }) => domains), every.map(({ id }) => id)]) {
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    }
  });

  it('has domains as they stand in an address', () => {
    for (const domain of every.flatMap(({ domains }) => domains)) {
      expect(domain).toMatch(/^(?:[a-z0-9-]+\.)+[a-z]{2,}$/);
      expect(providerOf(domain)?.domains).toContain(domain);
    }
  });

  it('covers about forty providers and more, with those of Spain and Latin America', () => {
    expect(providers.length).toBeGreaterThanOrEqual(40);
    expect(forOwnDomains.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['ionos-es', 'arsys', 'dinahosting', 'hostinger', 'locaweb', 'microsoft-365'])
    );
    for (const domain of ['yahoo.es', 'gmx.es', 'yahoo.com.mx', 'uol.com.br'])
      expect(providerOf(domain)).not.toBeNull();
  });

  it.each(providers.map((provider) => [provider.id, provider] as const))('%s is complete', (_id, provider) => {
    expect(provider.name.trim()).toBe(provider.name);
    expect(provider.name).not.toBe('');
    for (const link of [provider.help, ...(provider.appPasswords ? [provider.appPasswords] : [])])
      expect(new URL(link).protocol).toMatch(/^https?:$/);
    expect(PROVIDER_NOTES).toEqual(expect.arrayContaining([...provider.notes]));
    expect(new Set(provider.notes).size).toBe(provider.notes.length);
    const login = offerFor('ana.ruiz@mi-empresa.example', provider.id);
    for (const server of [provider.imap, provider.smtp]) expect(server.host).not.toMatch(/\s|:\/\//);
    if (login?.kind === 'provider') {
      expect(serverSettings.safeParse(login.login.imap).error).toBeUndefined();
      expect(serverSettings.safeParse(login.login.smtp).error).toBeUndefined();
    }
  });

  it('has ports that go with the security, and that the default config allows', () => {
    const { imapPorts, smtpPorts } = plugin.default.network;
    for (const { id, imap, smtp } of providers) {
      expect([id, imap.port]).toEqual([id, imap.security === 'tls' ? 993 : 143]);
      expect([id, smtp.port]).toEqual([id, smtp.security === 'tls' ? 465 : 587]);
      expect(imapPorts).toContain(imap.port);
      expect(smtpPorts).toContain(smtp.port);
    }
  });

  it('says of the closed ones why, and where that stands', () => {
    for (const { barrier, help, name, domains } of closedProviders) {
      expect(BARRIERS).toContain(barrier);
      expect(new URL(help).protocol).toBe('https:');
      expect(name).not.toBe('');
      expect(domains.length).toBeGreaterThan(0);
    }
  });
});

describe('what an address tells', () => {
  it('is the provider, with the user name as it wants it', () => {
    expect(offerFor(' Ana@GMX.es ')).toMatchObject({
      kind: 'provider',
      domain: 'gmx.es',
      login: {
        imap: { host: 'imap.gmx.com', port: 993, security: 'tls' },
        smtp: { host: 'mail.gmx.com', port: 465, security: 'tls' },
        username: 'Ana@GMX.es',
      },
    });
    expect(offerFor('ana@web.de')).toMatchObject({ login: { username: 'ana' } });
  });

  it.each(['ana@gmail.com', 'ana@googlemail.com'])('is Google, with what it asks for: %s', (address) => {
    expect(offerFor(address)).toMatchObject({ kind: 'provider', provider: { notes: ['google'] } });
  });

  it.each(['a@outlook.com', 'a@outlook.es', 'a@hotmail.com', 'a@live.com.mx', 'a@msn.com', 'a@acme.onmicrosoft.com'])(
    'is that a mailbox of Microsoft takes no password: %s',
    (address) => {
      expect(offerFor(address)).toMatchObject({ kind: 'closed', provider: { barrier: 'no-basic-auth' } });
    }
  );

  it('is only a guess for other domains, until somebody says who hosts them', () => {
    expect(offerFor('ventas@talleres.example')).toEqual({
      kind: 'guess',
      domain: 'talleres.example',
      login: {
        imap: { host: 'imap.talleres.example', port: 993, security: 'tls' },
        smtp: { host: 'smtp.talleres.example', port: 465, security: 'tls' },
        username: 'ventas@talleres.example',
      },
    });
    expect(offerFor('ventas@talleres.example', 'dinahosting')).toMatchObject({
      login: { imap: { host: 'talleres-example.correoseguro.dinaserver.com' } },
    });
    expect(offerFor('ventas@talleres.example', 'cpanel')).toMatchObject({
      login: { smtp: { host: 'mail.talleres.example' } },
    });
    expect(offerFor('ventas@talleres.example', 'microsoft-365')).toMatchObject({ kind: 'closed' });
  });

  it('does not follow a chosen host for a domain that is known', () => {
    expect(offerFor('ana@gmail.com', 'cpanel')).toMatchObject({ provider: { id: 'gmail' } });
  });

  it.each(['', 'ana', 'ana@', 'ana@localhost', 'ana@-x.com', 'ana@x.c', 'a b@x.com', 'ana@gmail.com.'])(
    'is nothing while it is no whole address: %j',
    (address) => {
      expect(offerFor(address)).toBeNull();
    }
  );
});
