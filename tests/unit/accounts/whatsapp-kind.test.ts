import { describe, expect, it } from 'vitest';
import { numberProblems, emptyNumber } from '../../../admin/settings/accounts/whatsapp/form/number-values';
import { HEALTHY, type WhatsAppAccount } from '../../../server/accounts/account';
import { nameOf, whatsAppCloudKind } from '../../../server/accounts/kinds/whatsapp-cloud';

const settings = { appId: '12345', wabaId: '23456', phoneNumberId: '34567', readReceipts: true };
const account: WhatsAppAccount = {
  id: 'a',
  kind: 'whatsapp-cloud',
  name: 'WhatsApp 34567',
  address: '',
  senderName: '',
  companyName: '',
  signatureChoice: true,
  undoSeconds: 0,
  revision: 1,
  paused: false,
  health: HEALTHY,
  lastSuccessAt: null,
  passwordUpdatedAt: null,
  serverSavesSent: null,
  syncRequestedAt: null,
  folderNotices: [],
  createdAt: 0,
  settings,
  provider: { handshakeAt: 1, lastEventAt: 2, tokenExpiresAt: 3 },
};

describe('a WhatsApp account', () => {
  it('keeps with a new token what Meta has done by itself, and forgets what it said to the old one', () => {
    const { change, reconnects } = whatsAppCloudKind.change(account, { accessToken: 'EAAnother' }, 0);
    expect(reconnects).toBe(true);
    expect(change.provider).toEqual({ handshakeAt: 1, lastEventAt: 2 });
  });

  it('forgets everything with another number', () => {
    expect(whatsAppCloudKind.change(account, { phoneNumberId: '99999' }, 0).change.provider).toEqual({});
  });

  it('is called by its number where nobody has named it', () => {
    expect(nameOf(account, '+1 555')).toBe('+1 555');
    expect(nameOf({ ...account, name: 'Ventas' }, '+1 555')).toBe('Ventas');
  });
});

describe('the form of a number', () => {
  it('asks for all five things', () => {
    expect(Object.keys(numberProblems(emptyNumber, null))).toEqual([
      'appId',
      'appSecret',
      'accessToken',
      'wabaId',
      'phoneNumberId',
    ]);
  });

  it('keeps stored secrets, except the secret of another app', () => {
    const stored = { ...emptyNumber, appId: '12345', wabaId: '23456', phoneNumberId: '34567' };
    expect(numberProblems(stored, stored)).toEqual({});
    expect(numberProblems({ ...stored, appId: '54321' }, stored)).toEqual({ appSecret: 'form.problem.required' });
    expect(numberProblems({ ...stored, wabaId: '+34 600' }, stored)).toEqual({ wabaId: 'whatsapp.problem.id' });
  });
});
