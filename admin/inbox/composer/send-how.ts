/** What goes with a message besides what it says. */
export interface SendHow {
  /** The conversation is closed with it. */
  close?: true;
  /** ISO 8601: not before then. */
  sendAt?: string;
}
