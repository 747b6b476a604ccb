import type { RecipientOutcome, SendOutcome } from '../channels/mail-channel';
import type { MessageStatus } from '../api/contracts/inbox';
import type { TroubleCode } from '../accounts/trouble';

/** How long an answer waits for a server that is down before a person is told that it did not go out. */
export const GIVE_UP_MS = 24 * 3600_000;

export type NextStep =
  | {
      do: 'done';
      status: MessageStatus;
      error: { code: string; message: string } | null;
      recipients: RecipientOutcome[];
    }
  /** The account's trouble decides when: the message stays queued. */
  | { do: 'wait'; code: TroubleCode; retryAfterMs: number | undefined }
  | { do: 'look' };

/** What follows from the outcome of a try. Pure; `queuedForMs` is how long the message has been waiting. */
export function afterOutcome(outcome: SendOutcome, queuedForMs: number): NextStep {
  switch (outcome.status) {
    case 'accepted': {
      const refused = outcome.recipients.filter((recipient) => recipient.status === 'rejected');
      const error =
        refused.length === 0
          ? null
          : {
              code: 'partly-refused',
              message: `The server did not accept ${refused.map((recipient) => recipient.address).join(', ')}.`,
            };
      return { do: 'done', status: 'sent', error, recipients: outcome.recipients };
    }
    case 'rejected':
      return {
        do: 'done',
        status: 'failed',
        error: { code: outcome.code, message: outcome.response || 'The server refused this mail.' },
        recipients: outcome.recipients,
      };
    case 'uncertain':
      return { do: 'look' };
    case 'not-sent':
      if (queuedForMs > GIVE_UP_MS) {
        return {
          do: 'done',
          status: 'failed',
          error: { code: outcome.trouble.code, message: outcome.trouble.message },
          recipients: [],
        };
      }
      return { do: 'wait', code: outcome.trouble.code, retryAfterMs: outcome.trouble.retryAfterMs };
  }
}
