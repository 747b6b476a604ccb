import { describe, expect, it } from 'vitest';
import { Trouble } from '../../../server/accounts/trouble';
import { afterOutcome, GIVE_UP_MS } from '../../../server/outbound/after-outcome';

const accepted = { address: 'a@x.test', status: 'accepted' as const, message: null };
const rejected = { address: 'b@x.test', status: 'rejected' as const, message: '550 no such user' };

describe('what follows from the outcome of a try', () => {
  it('is sent when the server took it, and names those whom it did not take', () => {
    expect(afterOutcome({ status: 'accepted', response: '250', recipients: [accepted] }, 0)).toMatchObject({
      do: 'done',
      status: 'sent',
      error: null,
    });
    expect(afterOutcome({ status: 'accepted', response: '250', recipients: [accepted, rejected] }, 0)).toMatchObject({
      status: 'sent',
      error: { code: 'partly-refused', message: expect.stringContaining('b@x.test') as string },
    });
  });

  it('is failed when the server refused it', () => {
    expect(
      afterOutcome({ status: 'rejected', code: 'message-refused', response: '554 spam', recipients: [] }, 0)
    ).toMatchObject({
      do: 'done',
      status: 'failed',
      error: { code: 'message-refused', message: '554 spam' },
    });
  });

  it('waits while nothing can have left, and gives up after a day', () => {
    const outcome = { status: 'not-sent' as const, trouble: new Trouble('connection-refused') };
    expect(afterOutcome(outcome, GIVE_UP_MS)).toMatchObject({ do: 'wait', code: 'connection-refused' });
    expect(afterOutcome(outcome, GIVE_UP_MS + 1)).toMatchObject({ do: 'done', status: 'failed' });
  });

  it('looks, and does not send again, when nobody knows, however long it took', () => {
    for (const queuedFor of [0, GIVE_UP_MS * 2]) {
      expect(afterOutcome({ status: 'uncertain', detail: '' }, queuedFor)).toEqual({ do: 'look' });
    }
  });
});
