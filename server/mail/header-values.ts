/** A value that must not go into a mail. `code` is stable; `field` names where it was meant to go. */
export class InvalidHeaderValue extends Error {
  constructor(
    readonly code:
      | 'control-character'
      | 'angle-bracket'
      | 'too-long'
      | 'not-an-address'
      | 'not-a-message-id'
      | 'too-many-recipients',
    readonly field: string
  ) {
    super(`${field}: ${code}`);
    this.name = 'InvalidHeaderValue';
  }
}

/** C0, C1, DEL, line and paragraph separator: anything that some server on the way may take for a line end. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
/** Lone halves of surrogate pairs have no form in UTF-8, so another text than the given one would be sent. */
const LONE_SURROGATE = /\p{Surrogate}/u;
/** An addr-spec without quoted local part, comments or literals (RFC 5322 section 3.4.1). */
const ADDRESS =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/;
const MESSAGE_ID = /^<[^\s<>\p{C}]{1,994}>$/u;
const MAX_ADDRESS = 254;

/** Free text of a header: a subject, a display name, a file name. */
export function validateHeader(value: string, field: string, max = 998): string {
  if (CONTROL.test(value) || LONE_SURROGATE.test(value)) throw new InvalidHeaderValue('control-character', field);
  if (/[<>]/.test(value)) throw new InvalidHeaderValue('angle-bracket', field);
  if (value.length > max) throw new InvalidHeaderValue('too-long', field);
  return value;
}

/** Exactly one bare address. */
export function validateAddress(value: string, field: string): string {
  if (!isAddress(value)) throw new InvalidHeaderValue('not-an-address', field);
  return value;
}

export const isAddress = (value: string): boolean => value.length <= MAX_ADDRESS && ADDRESS.test(value);

export function validateMessageId(value: string, field: string): string {
  if (!isMessageId(value)) throw new InvalidHeaderValue('not-a-message-id', field);
  return value;
}

export const isMessageId = (value: string): boolean => MESSAGE_ID.test(value);
