import { createContext, useContext } from 'react';
import type { InvitationDto } from '../../../../server/api/contracts/invitations';
import type { MessageDto } from '../../../../server/api/contracts/inbox';

interface Latest {
  messageId: string;
  sequence: number;
  cancelled: boolean;
}
export type LatestInvitations = ReadonlyMap<string, Latest>;

/** An event, or one occurrence of one that repeats. */
const keyOf = ({ uid, occurrence }: InvitationDto): string => JSON.stringify([uid, occurrence?.local ?? null]);

/** Answers and proposals of those invited change nothing; what the organiser sends counts by its sequence (RFC 5546). */
const isOrganisers = ({ uid, method }: InvitationDto): boolean =>
  uid !== '' && (method === 'request' || method === 'publish' || method === 'cancel');

/** The last word on each event among these messages, which stand in their order on screen. */
export function latestInvitations(messages: readonly MessageDto[]): LatestInvitations {
  const latest = new Map<string, Latest>();
  for (const message of messages) {
    for (const invitation of message.invitations.filter(isOrganisers)) {
      const known = latest.get(keyOf(invitation));
      const cancelled = invitation.method === 'cancel';
      const { sequence } = invitation;
      const isLater =
        !known || sequence > known.sequence || (sequence === known.sequence && cancelled && !known.cancelled);
      if (isLater) latest.set(keyOf(invitation), { messageId: message.id, sequence, cancelled });
    }
  }
  return latest;
}

/** What a later mail did to the event of this one. */
export function laterChange(
  latest: LatestInvitations,
  messageId: string,
  invitation: InvitationDto
): 'update' | 'cancel' | null {
  const last = latest.get(keyOf(invitation));
  if (!last || last.messageId === messageId || invitation.method === 'cancel') return null;
  if (last.cancelled) return 'cancel';
  return last.sequence > invitation.sequence ? 'update' : null;
}

const Latest = createContext<LatestInvitations>(new Map());
export const LatestInvitationsProvider = Latest.Provider;

export const useLaterChange = (messageId: string, invitation: InvitationDto): 'update' | 'cancel' | null =>
  laterChange(useContext(Latest), messageId, invitation);
