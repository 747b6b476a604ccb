import { createContext, useContext } from 'react';
import type { InvitationDto } from '../../../../server/api/contracts/invitations';
import type { MessageDto } from '../../../../server/api/contracts/inbox';
import { compareVersions, isLaterWord, saysTheSameEvent } from './event-order';
import { isFromItsAttendee, isFromItsOrganiser, mayChange, type Sent } from './who-may-say';

/** What a later mail did to an event. */
export type LaterChange = 'update' | 'cancel';
/** Why a card changes no other one, although it says so. */
export type Doubt = 'organiser' | 'attendee' | 'unverified';

export interface Standing {
  later: LaterChange | null;
  doubt: Doubt | null;
}

/** Those of one event, or of one occurrence of an event that repeats, in their order on screen. */
export type InvitationsByEvent = ReadonlyMap<string, readonly Sent[]>;

const keyOf = ({ uid, occurrence }: InvitationDto): string => JSON.stringify([uid, occurrence?.local ?? null]);

/** Answers and proposals of those invited change nothing. */
const isOrganisers = ({ uid, method }: InvitationDto): boolean =>
  uid !== '' && (method === 'request' || method === 'publish' || method === 'cancel');

/** `messages` stand in their order on screen. */
export function groupInvitations(messages: readonly MessageDto[]): InvitationsByEvent {
  const groups = new Map<string, Sent[]>();
  for (const message of messages) {
    for (const invitation of message.invitations.filter(isOrganisers)) {
      const key = keyOf(invitation);
      groups.set(key, [...(groups.get(key) ?? []), { message, invitation }]);
    }
  }
  return groups;
}

/** What is to be known of one card beside the others. */
export function standingOf(events: InvitationsByEvent, card: Sent): Standing {
  if (card.invitation.method === 'reply') {
    return { later: null, doubt: isFromItsAttendee(card) ? null : 'attendee' };
  }
  const group = isOrganisers(card.invitation) ? (events.get(keyOf(card.invitation)) ?? []) : [];
  return { later: laterChange(group, card), doubt: doubtOf(group, card) };
}

function laterChange(group: readonly Sent[], card: Sent): LaterChange | null {
  if (card.invitation.method === 'cancel') return null;
  const last = group
    .filter((other) => other.message.id !== card.message.id && mayChange(other, card))
    .reduce<Sent>((latest, other) => (isLaterWord(other.invitation, latest.invitation) ? other : latest), card);
  if (last.invitation.method === 'cancel') return 'cancel';
  return saysTheSameEvent(last.invitation, card.invitation) ? null : 'update';
}

function doubtOf(group: readonly Sent[], card: Sent): Doubt | null {
  if (!isOrganisers(card.invitation)) return null;
  const fromOrganiser = isFromItsOrganiser(card);
  const at = group.findIndex(({ message }) => message.id === card.message.id);
  const claims = group.some(
    (other, position) =>
      other.message.id !== card.message.id &&
      compareVersions(card.invitation, other.invitation) >= 0 &&
      !saysTheSameEvent(card.invitation, other.invitation) &&
      !mayChange(card, other) &&
      // Somebody else may have taken the id of an honest event: the one that was there first is not to blame.
      (position < at || !fromOrganiser)
  );
  const changesWhatIsNotHere = card.invitation.method === 'cancel' || card.invitation.sequence > 0;
  if (!claims && !(changesWhatIsNotHere && !fromOrganiser)) return null;
  return fromOrganiser && card.message.unverifiedSender ? 'unverified' : 'organiser';
}

const Events = createContext<InvitationsByEvent>(new Map());
export const InvitationsProvider = Events.Provider;

export const useStanding = (card: Sent): Standing => standingOf(useContext(Events), card);
