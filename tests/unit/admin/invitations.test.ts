import { describe, expect, it } from 'vitest';
import type { MessageDto } from '../../../server/api/contracts/inbox';
import type { InvitationDto } from '../../../server/api/contracts/invitations';
import { groupInvitations, standingOf } from '../../../admin/inbox/conversation/invitation/later-invitations';

const BOSS = 'luis@obras.test';
const SECRETARY = 'ana@obras.test';
const MALLORY = 'mallory@malo.test';
const GUEST = 'carmen@empresa.test';

const by = (address: string, sentBy = '') => ({ name: '', address, sentBy });
const attendee = (address: string) => ({ name: '', address, status: 'accepted' as const, optional: false });
const invitation = (change: Partial<InvitationDto> = {}): InvitationDto => ({
  uid: 'obra',
  sequence: 0,
  stamp: null,
  method: 'request',
  summary: 'Visita',
  location: 'Nave 3',
  allDay: false,
  start: { at: '2026-12-07T09:00:00.000Z', local: '2026-12-07T10:00', zone: 'Europe/Madrid' },
  end: null,
  organiser: by(BOSS),
  attendees: [],
  attendeeCount: 0,
  recurrence: null,
  occurrence: null,
  attachmentId: null,
  ...change,
});
const moved = (change: Partial<InvitationDto> = {}) => invitation({ sequence: 1, location: 'Nave 9', ...change });
const cancelled = (change: Partial<InvitationDto> = {}) => invitation({ sequence: 1, method: 'cancel', ...change });

const mail = (from: string, sent: InvitationDto, rest: Partial<MessageDto> = {}) =>
  ({ from: { name: '', address: from }, unverifiedSender: false, invitations: [sent], ...rest }) as MessageDto;
/** What is to be known of each, in their order. */
const standings = (...mails: MessageDto[]) => {
  const messages = mails.map((message, index) => ({ ...message, id: `m${index}` }));
  const events = groupInvitations(messages);
  return messages.map((message) => standingOf(events, { message, invitation: message.invitations[0]! }));
};
const laterOf = (...mails: MessageDto[]) => standings(...mails).map(({ later }) => later);
const doubts = (...mails: MessageDto[]) => standings(...mails).map(({ doubt }) => doubt);
/** All from the organiser. */
const fates = (...sent: InvitationDto[]) => laterOf(...sent.map((one) => mail(BOSS, one)));

describe('an invitation in a conversation', () => {
  it('is changed by a later one of the same event, and by nothing else', () => {
    expect(fates(invitation(), moved())).toEqual(['update', null]);
    expect(fates(invitation(), moved({ uid: 'otra' }))).toEqual([null, null]);
    expect(fates(invitation(), invitation())).toEqual([null, null]);
    expect(fates(invitation(), moved({ method: 'reply', sequence: 3 }))).toEqual([null, null]);
    expect(fates(invitation({ uid: '' }), moved({ uid: '' }))).toEqual([null, null]);
    expect(doubts(mail(BOSS, invitation()), mail(BOSS, moved()), mail(BOSS, cancelled()))).toEqual([null, null, null]);
  });

  it('counts by its sequence, since mails overtake each other', () => {
    expect(fates(moved({ sequence: 2 }), invitation({ sequence: 1 }))).toEqual([null, 'update']);
    expect(fates(cancelled({ sequence: 2 }), moved())).toEqual([null, 'cancel']);
  });

  it('counts by when it was made where the sequence is the same', () => {
    const [early, late] = ['2026-11-21T09:00:00.000Z', '2026-11-22T09:00:00.000Z'];
    expect(fates(invitation({ stamp: late }), moved({ sequence: 0, stamp: early }))).toEqual([null, 'update']);
    expect(fates(invitation({ stamp: early }), invitation({ stamp: late }))).toEqual([null, null]);
    expect(fates(invitation({ stamp: late }), cancelled({ sequence: 0, stamp: early }))).toEqual([null, null]);
    expect(fates(invitation({ stamp: early }), cancelled({ sequence: 0, stamp: late }))).toEqual(['cancel', null]);
  });

  it('is cancelled by a cancellation, also of the same sequence', () => {
    expect(fates(invitation(), cancelled({ sequence: 0 }))).toEqual(['cancel', null]);
    expect(fates(invitation(), cancelled())).toEqual(['cancel', null]);
    expect(fates(cancelled({ sequence: 0 }), moved())).toEqual([null, null]);
    expect(fates(cancelled(), invitation())).toEqual([null, 'cancel']);
  });

  it('of one occurrence is another event than the series', () => {
    const occurrence = { at: null, local: '2026-11-23T10:00', zone: null };
    expect(fates(invitation(), cancelled({ occurrence }))).toEqual([null, null]);
  });

  it('may be changed by whom it named as writing in the name of the organiser', () => {
    const first = mail(BOSS, invitation({ organiser: by(BOSS, SECRETARY) }));
    const next = mail(SECRETARY, cancelled({ organiser: by(BOSS, SECRETARY) }));
    expect(laterOf(first, next)).toEqual(['cancel', null]);
    expect(doubts(first, next)).toEqual([null, null]);
  });

  it('belongs to the organiser whom it named, whoever writes for several', () => {
    const first = mail(BOSS, invitation({ organiser: by(BOSS, SECRETARY) }));
    const next = mail(SECRETARY, cancelled({ organiser: by('otra-jefa@obras.test', SECRETARY) }));
    expect(standings(first, next)).toEqual([
      { later: null, doubt: null },
      { later: null, doubt: 'organiser' },
    ]);
  });

  it('without an organiser is its sender’s', () => {
    const first = mail(BOSS, invitation({ organiser: null }));
    expect(laterOf(first, mail(BOSS, moved({ organiser: null })))).toEqual(['update', null]);
    expect(laterOf(first, mail(MALLORY, cancelled({ organiser: null })))).toEqual([null, null]);
    expect(doubts(first, mail(MALLORY, cancelled({ organiser: null })))).toEqual([null, 'organiser']);
  });

  it('takes an address as it is meant, whatever its case', () => {
    expect(laterOf(mail(BOSS, invitation()), mail('Luis@Obras.test', moved()))).toEqual(['update', null]);
  });
});

describe('who knows the id of an event', () => {
  const honest = mail(BOSS, invitation());
  it.each<[string, MessageDto, string]>([
    ['cancels it in the name of the organiser', mail(MALLORY, cancelled()), 'organiser'],
    ['changes it in the name of the organiser', mail(MALLORY, moved()), 'organiser'],
    ['changes it with the highest number', mail(MALLORY, moved({ sequence: 2 ** 31 })), 'organiser'],
    ['says that the organiser lets him write', mail(MALLORY, cancelled({ organiser: by(BOSS, MALLORY) })), 'organiser'],
    ['names himself as the organiser', mail(MALLORY, cancelled({ organiser: by(MALLORY) })), 'organiser'],
    ['names nobody', mail(MALLORY, cancelled({ organiser: null })), 'organiser'],
    ['is a guest', mail(GUEST, cancelled({ attendees: [attendee(GUEST)] })), 'organiser'],
    ['changes it without a new number', mail(MALLORY, moved({ sequence: 0 })), 'organiser'],
    ['publishes it anew', mail(MALLORY, moved({ method: 'publish' })), 'organiser'],
    ['uses a name without an address', mail('', cancelled({ organiser: by('') })), 'organiser'],
    ['bears the address of the organiser only', mail(BOSS, cancelled(), { unverifiedSender: true }), 'unverified'],
  ])('changes nothing when he %s', (_what, attack, doubt) => {
    expect(laterOf(honest, attack)).toEqual([null, null]);
    expect(doubts(honest, attack)).toEqual([null, doubt]);
  });

  it('does not stand in the way of the organiser by being first', () => {
    const attack = mail(MALLORY, moved({ sequence: 99 }));
    expect(standings(attack, honest, mail(BOSS, cancelled({ sequence: 1 })))).toEqual([
      { later: null, doubt: 'organiser' },
      { later: 'cancel', doubt: null },
      { later: null, doubt: null },
    ]);
  });

  it('does not bring an honest card into doubt', () => {
    const taken = mail(MALLORY, invitation({ organiser: by(MALLORY), location: 'Nave 9' }));
    expect(doubts(honest, taken)).toEqual([null, 'organiser']);
  });

  it('may pass it on as it is', () => {
    expect(doubts(honest, mail(GUEST, invitation()))).toEqual([null, null]);
  });
});

describe('an answer to an invitation', () => {
  const answer = (...people: string[]) =>
    invitation({ method: 'reply', attendees: people.map(attendee), attendeeCount: people.length });

  it('counts when it comes from who answers', () => {
    expect(doubts(mail(GUEST, answer(GUEST)))).toEqual([null]);
    expect(doubts(mail(MALLORY, answer(GUEST)))).toEqual(['attendee']);
    expect(doubts(mail(GUEST, answer(GUEST, BOSS)))).toEqual(['attendee']);
    expect(doubts(mail('', answer('')))).toEqual(['attendee']);
    expect(doubts(mail(GUEST, answer()))).toEqual(['attendee']);
  });
});
