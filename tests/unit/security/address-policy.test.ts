import { describe, expect, it } from 'vitest';
import {
  checkPort,
  isAddressAllowed,
  isInsecureAllowed,
  literalAddress,
} from '../../../server/security/address-policy';

const FORBIDDEN = [
  '127.0.0.1', '127.1', '0.0.0.0', '0', '2130706433', '0x7f000001', '017700000001', '10.0.0.1', '172.16.0.1',
  '192.168.1.1', '169.254.169.254', '100.64.0.1', '198.18.0.1', '192.0.0.192', '192.0.2.1', '203.0.113.1', '224.0.0.1',
  '255.255.255.255', '240.0.0.1', '::1', '::', '::ffff:127.0.0.1', '::ffff:7f00:1', '::127.0.0.1', '64:ff9b::7f00:1',
  '64:ff9b:1::7f00:1', '2002:7f00:1::', '2001:0:7f00:1::', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd00:ec2::254',
  'fec0::1', 'ff02::1', '2001:db8::1', '100::1', '5f00::1', '::2', '::10.0.0.1', '::a00:1', '4000::1', '3fff::1', '::ffff:0:127.0.0.1',
]; // prettier-ignore
const PUBLIC = ['8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8', '134744072', '[2606:4700::1111]'];
const none = { allow: [] };

describe('addresses that accounts may reach', () => {
  it.each(FORBIDDEN)('refuses %s', (address) => {
    expect(isAddressAllowed(literalAddress(address) ?? address, none)).toBe(false);
  });

  it.each(PUBLIC)('takes %s', (address) => {
    expect(isAddressAllowed(literalAddress(address) ?? address, none)).toBe(true);
  });

  it('refuses what is no address', () => {
    for (const text of ['', 'example.com', '1.2.3.4.5', '1.2.3.256', 'g::1'])
      expect(isAddressAllowed(text, none)).toBe(false);
  });

  it('takes private addresses that the host names, and their other spellings, and no neighbours', () => {
    const policy = { allow: ['10.1.0.0/16', '127.0.0.1', 'fd00:1::/32', '::1'] };
    for (const address of ['10.1.2.3', '127.0.0.1', '::ffff:127.0.0.1', 'fd00:1::5', '::1']) {
      expect(isAddressAllowed(address, policy), address).toBe(true);
    }
    for (const address of ['10.2.0.1', '127.0.0.2', 'fd00:2::5', '::2', '169.254.169.254']) {
      expect(isAddressAllowed(address, policy), address).toBe(false);
    }
  });

  it('does not stretch an IPv4 range over IPv6', () => {
    expect(isAddressAllowed('fe80::1', { allow: ['0.0.0.0/0'] })).toBe(false);
  });
});

describe('the literal form of a host', () => {
  it.each([
    ['127.1', '127.0.0.1'],
    ['0x7f000001', '127.0.0.1'],
    ['017700000001', '127.0.0.1'],
    ['2130706433', '127.0.0.1'],
    ['[::1]', '::1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
  ])('%s is %s', (host, address) => expect(literalAddress(host)).toBe(address));

  it.each(['mail.example.com', 'localhost', '127.0.0.1.nip.io', '[mail]'])('%s is a name', (host) => {
    expect(literalAddress(host)).toBeNull();
  });
});

describe('connections without encryption', () => {
  it('are allowed to named addresses only, public ones included', () => {
    expect(isInsecureAllowed('127.0.0.1', { allowInsecure: ['127.0.0.0/8'] })).toBe(true);
    expect(isInsecureAllowed('8.8.8.8', { allowInsecure: ['127.0.0.0/8'] })).toBe(false);
    expect(isInsecureAllowed('8.8.8.8', { allowInsecure: [] })).toBe(false);
  });
});

describe('ports', () => {
  const policy = { allow: [], allowInsecure: [], imapPorts: [143, 993], smtpPorts: [25, 465, 587, 2525] };
  it.each([22, 80, 6379, 8080, 587])('refuses %i for IMAP', (port) => {
    expect(() => checkPort(port, 'imap', policy)).toThrow(expect.objectContaining({ code: 'port-not-allowed' }));
  });
  it('takes the configured ones', () => {
    for (const port of policy.imapPorts) checkPort(port, 'imap', policy);
    for (const port of policy.smtpPorts) checkPort(port, 'smtp', policy);
  });
});
