import { offerFor, type Offer } from '../../../../../mail-providers/offer';
import { fillIn, takeBack, type FilledIn, type LoginValues } from './fill-in';

/** What the form has made of the address so far. */
export interface Suggestion {
  offer: Offer | null;
  filledIn: FilledIn | null;
  /** Undone for this domain, so it is not filled in again by itself. */
  declined: string | null;
  /** Who hosts the mail of the address's domain, as a person chose it. */
  hoster: { domain: string; id: string } | null;
}

export const noSuggestion: Suggestion = { offer: null, filledIn: null, declined: null, hoster: null };

export interface Step {
  values: LoginValues;
  suggestion: Suggestion;
}

/**
 * The address was typed or changed. Servers of a known provider are filled in at once, a guess only when somebody asks.
 * What was filled in for another domain goes away with it.
 */
export function readAddress(values: LoginValues, address: string, before: Suggestion): Step {
  const unknown = offerFor(address);
  const hoster = before.hoster?.domain === unknown?.domain ? before.hoster : null;
  const offer = hoster ? offerFor(address, hoster.id) : unknown;
  const wasAsked = before.filledIn?.asked === true && before.filledIn.domain === offer?.domain;
  const cleared = before.filledIn ? takeBack(values, before.filledIn) : values;
  const suggestion = { offer, filledIn: null, declined: before.declined, hoster };
  if (!offer || offer.kind === 'closed') return { values: cleared, suggestion };
  if (!wasAsked && (offer.kind === 'guess' || offer.domain === before.declined)) return { values: cleared, suggestion };
  const fill = fillIn(cleared, offer.login, offer.domain, wasAsked);
  return fill
    ? { values: fill.values, suggestion: { ...suggestion, filledIn: fill.filledIn } }
    : { values: cleared, suggestion };
}

/** Somebody asks for the servers of the offer, over what stands in the form. */
export function accept(values: LoginValues, before: Suggestion): Step {
  const { offer } = before;
  if (!offer || offer.kind === 'closed') return { values, suggestion: before };
  const cleared = before.filledIn ? takeBack(values, before.filledIn) : values;
  const fill = fillIn(cleared, offer.login, offer.domain, true);
  return {
    values: fill?.values ?? cleared,
    suggestion: { ...before, filledIn: fill?.filledIn ?? null, declined: null },
  };
}

export function undo(values: LoginValues, before: Suggestion): Step {
  if (!before.filledIn) return { values, suggestion: before };
  return {
    values: takeBack(values, before.filledIn),
    suggestion: { ...before, filledIn: null, declined: before.filledIn.domain },
  };
}

/** Somebody says who hosts the mail of this domain: that is asking for the servers. Null takes it back. */
export function chooseHoster(values: LoginValues, address: string, id: string | null, before: Suggestion): Step {
  const domain = before.offer?.domain;
  if (!domain) return { values, suggestion: before };
  const cleared = before.filledIn ? takeBack(values, before.filledIn) : values;
  const suggestion = {
    offer: offerFor(address, id),
    filledIn: null,
    declined: null,
    hoster: id === null ? null : { domain, id },
  };
  return id === null ? { values: cleared, suggestion } : accept(cleared, suggestion);
}
