/** More parts than any mail program writes (mailparser's own default as well). */
export const MAX_PARTS = 1000;
export const MAX_PART_DEPTH = 50;
/** One header block, in bytes. */
export const MAX_HEAD_BYTES = 1024 * 1024;
/**
 * Bytes of all plain text parts, and of all HTML parts, that are kept in memory; the rest only counts for the identity.
 * Four bytes for each character that is ever shown (500,000 of text, 1,000,000 of HTML) or close to it.
 */
export const MAX_BODY_BYTES = 4 * 1024 * 1024;
/** A mail this many times larger than the account allows is not read at all: it would only run into the time limit. */
export const HOPELESS_FACTOR = 10;
export const MAX_ADDRESSES = 1000;
export const MAX_REFERENCES = 200;
export const MAX_SUBJECT = 1000;
