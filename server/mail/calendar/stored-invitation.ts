import type { Invitation } from './types';

type Organiser = NonNullable<Invitation['organiser']>;

/** As rows hold it: those of mails that came before these were read have neither. */
export interface StoredInvitation extends Omit<Invitation, 'stamp' | 'organiser'> {
  stamp?: Invitation['stamp'];
  organiser: (Omit<Organiser, 'sentBy'> & Partial<Pick<Organiser, 'sentBy'>>) | null;
}

export const fromStoredInvitation = (stored: StoredInvitation): Invitation => ({
  ...stored,
  stamp: stored.stamp ?? null,
  organiser: stored.organiser && { ...stored.organiser, sentBy: stored.organiser.sentBy ?? '' },
});
