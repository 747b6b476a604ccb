import { describe, expect, it } from 'vitest';
import type { MessageDto } from '../../../server/api/contracts/inbox';
import type { InvitationDto } from '../../../server/api/contracts/invitations';
import { laterChange, latestInvitations } from '../../../admin/inbox/conversation/invitation/later-invitations';

const invitation = (change: Partial<InvitationDto> = {}) =>
  ({ uid: 'obra', sequence: 0, method: 'request', occurrence: null, ...change }) as InvitationDto;
const thread = (...invitations: InvitationDto[]) =>
  invitations.map((one, index) => ({ id: `m${index}`, invitations: [one] }) as unknown as MessageDto);
/** What became of each, in their order. */
const fates = (...invitations: InvitationDto[]) => {
  const latest = latestInvitations(thread(...invitations));
  return invitations.map((one, index) => laterChange(latest, `m${index}`, one));
};

describe('an invitation in a conversation', () => {
  it('is changed by a later one of the same event, and by nothing else', () => {
    expect(fates(invitation(), invitation({ sequence: 1 }))).toEqual(['update', null]);
    expect(fates(invitation(), invitation({ sequence: 1, uid: 'otra' }))).toEqual([null, null]);
    expect(fates(invitation(), invitation())).toEqual([null, null]);
    expect(fates(invitation(), invitation({ method: 'reply', sequence: 3 }))).toEqual([null, null]);
    expect(fates(invitation({ uid: '' }), invitation({ uid: '', sequence: 1 }))).toEqual([null, null]);
  });

  it('counts by its sequence, since mails overtake each other', () => {
    expect(fates(invitation({ sequence: 2 }), invitation({ sequence: 1 }))).toEqual([null, 'update']);
  });

  it('is cancelled by a cancellation, also of the same sequence', () => {
    expect(fates(invitation(), invitation({ method: 'cancel' }))).toEqual(['cancel', null]);
    expect(fates(invitation(), invitation({ method: 'cancel', sequence: 1 }))).toEqual(['cancel', null]);
    expect(fates(invitation({ method: 'cancel' }), invitation({ sequence: 1 }))).toEqual([null, null]);
  });

  it('of one occurrence is another event than the series', () => {
    const occurrence = { at: null, local: '2026-11-23T10:00', zone: null };
    expect(fates(invitation(), invitation({ occurrence, method: 'cancel' }))).toEqual([null, null]);
  });
});
