import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface CertificateFiles {
  cert: string;
  key: string;
}

export interface Certificates {
  directory: string;
  /** PEM of the authority that signed all but `untrusted`. */
  ca: string;
  caFile: string;
  good: CertificateFiles;
  expired: CertificateFiles;
  wrongName: CertificateFiles;
  /** Right name and date, signed by an authority that nobody knows. */
  untrusted: CertificateFiles;
  remove(): void;
}

/** Certificates for `host` (and 127.0.0.1) of an authority of our own, in a temporary folder. */
export function makeCertificates(host: string): Certificates {
  const directory = mkdtempSync(join(tmpdir(), 'certificates-'));
  const path = (name: string) => join(directory, name);
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: directory });
  const newKey = (name: string) =>
    openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', path(`${name}.key`));

  const authority = (name: string) => {
    newKey(name);
    openssl(
      'req',
      '-x509',
      '-new',
      '-key',
      path(`${name}.key`),
      '-subj',
      `/CN=${name}`,
      '-days',
      '30',
      '-out',
      path(`${name}.pem`)
    );
  };
  const certificate = (name: string, signer: string, names: string, days: number): CertificateFiles => {
    newKey(name);
    writeFileSync(path(`${name}.ext`), `subjectAltName=${names}\n`);
    openssl('req', '-new', '-key', path(`${name}.key`), '-subj', `/CN=${name}`, '-out', path(`${name}.csr`));
    openssl(
      ...['x509', '-req', '-in', path(`${name}.csr`), '-CA', path(`${signer}.pem`), '-CAkey', path(`${signer}.key`)],
      ...['-set_serial', `0x${Buffer.from(name).toString('hex')}`, '-days', String(days)],
      ...['-extfile', path(`${name}.ext`), '-out', path(`${name}.pem`)]
    );
    return { cert: path(`${name}.pem`), key: path(`${name}.key`) };
  };

  authority('authority');
  authority('stranger');
  const names = `DNS:${host},IP:127.0.0.1`;
  return {
    directory,
    ca: readFileSync(path('authority.pem'), 'utf8'),
    caFile: path('authority.pem'),
    good: certificate('good', 'authority', names, 30),
    expired: certificate('expired', 'authority', names, -1),
    wrongName: certificate('wrong-name', 'authority', 'DNS:elsewhere.test', 30),
    untrusted: certificate('untrusted', 'stranger', names, 30),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
