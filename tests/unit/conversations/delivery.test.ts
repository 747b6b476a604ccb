import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDeliveries, afterReport, type Delivery, type DeliveryChange } from '../../../server/conversations/delivery';
import { matchRecipients } from '../../../server/inbound/report-match';
import { withReports } from '../../../server/outbound/with-reports';
import type { BounceReport } from '../../../server/mail/bounces/types';

const delivery = (action: Delivery['action'], more: Partial<Delivery> = {}): Delivery => ({
  action,
  class: action === 'failed' ? 'hard' : null,
  status: null,
  smtpCode: null,
  reason: null,
  diagnostic: '',
  ...more,
});
const to = ['a@x.test', 'b@x.test'].map((address) => ({ address }));
const sent = {
  status: 'sent' as const,
  error: null,
  to,
  cc: [],
  recipients: to.map(({ address }) => ({ address, status: 'accepted' as const, message: null })),
};
const only = (address: string, ...args: Parameters<typeof delivery>) => new Map([[address, delivery(...args)]]);

const report = fc.record({
  address: fc.constantFrom('a@x.test', 'b@x.test'),
  delivery: fc.record({
    action: fc.constantFrom('failed', 'delayed', 'relayed', 'delivered'),
    class: fc.constantFrom('hard', 'soft', null),
    status: fc.constantFrom('5.1.1', '4.4.1', null),
    smtpCode: fc.constantFrom('550', null),
    reason: fc.constantFrom('mailbox-unknown', null),
    diagnostic: fc.constantFrom('one', 'two'),
  }),
}) as fc.Arbitrary<{ address: string; delivery: Delivery }>;

describe('reports on a message', () => {
  it('end alike in any order, and when some come twice', () => {
    const apply = (reports: { address: string; delivery: Delivery }[]): DeliveryChange =>
      reports.reduce<DeliveryChange>(
        (message, one) => afterReport({ ...sent, ...message }, new Map([[one.address, one.delivery]])) ?? message,
        sent
      );
    fc.assert(
      fc.property(
        fc
          .array(report, { maxLength: 6 })
          .chain((reports) =>
            fc.tuple(
              fc.constant(reports),
              fc.shuffledSubarray([...reports, ...reports], { minLength: reports.length * 2 })
            )
          ),
        ([reports, again]) => {
          expect(apply(again)).toEqual(apply(reports));
        }
      ),
      { numRuns: 500 }
    );
  });

  it('fail the message only when all recipients failed, one refused at once among them', () => {
    const first = afterReport(sent, only('a@x.test', 'failed'));
    expect(first).toMatchObject({ status: 'sent', error: { code: 'partly-bounced' } });
    expect(afterReport({ ...sent, ...first }, only('b@x.test', 'failed'))).toMatchObject({
      status: 'failed',
      error: { code: 'bounced' },
    });
    const refused = sent.recipients.map((one, index) => (index === 1 ? { ...one, status: 'rejected' as const } : one));
    expect(afterReport({ ...sent, recipients: refused }, only('a@x.test', 'failed'))).toMatchObject({
      status: 'failed',
    });
  });

  it('change nothing about a message that waits to be sent again or was taken back', () => {
    for (const status of ['queued', 'cancelled'] as const)
      expect(afterReport({ ...sent, status }, only('a@x.test', 'failed'))).toBeNull();
  });

  it('prove that a message of unknown fate went out', () => {
    expect(afterReport({ ...sent, status: 'uncertain' }, only('a@x.test', 'delayed'))).toMatchObject({
      status: 'sent',
    });
  });

  it('leave the status of a message on its way to the end of its try', () => {
    const sending = { ...sent, status: 'sending' as const, recipients: [] };
    const change = afterReport(sending, new Map([...only('a@x.test', 'failed'), ...only('b@x.test', 'failed')]));
    expect(change).toMatchObject({ status: 'sending', error: null });
    const message = { ...sending, ...change, to: to.map((one) => ({ ...one, name: '' })) };
    const accepted = { do: 'done' as const, status: 'sent' as const, error: null, recipients: sent.recipients };
    expect(withReports(accepted, message)).toMatchObject({ do: 'done', status: 'failed', error: { code: 'bounced' } });
    // The answer was lost, and the report shows that the mail was not.
    expect(withReports({ do: 'look' }, message)).toMatchObject({ do: 'done', status: 'failed' });
    const wait = { do: 'wait' as const, code: 'connection-lost' as const, retryAfterMs: undefined };
    expect(withReports(wait as Parameters<typeof withReports>[0], message)).toBe(wait);
    expect(withReports(accepted, { ...message, recipients: [] })).toBe(accepted);
  });

  it('add a recipient that no server has answered for', () => {
    expect(addDeliveries([], only('a@x.test', 'failed'))).toMatchObject([{ address: 'a@x.test', status: 'accepted' }]);
  });
});

describe('whom a report is about', () => {
  const found = (recipients: Partial<BounceReport['recipients'][number]>[], overall: BounceReport['overall'] = null) =>
    ({
      form: 'rfc3464',
      originalIds: [],
      overall,
      recipients: recipients.map((one) => ({ address: '', originalAddress: null, ...delivery('failed'), ...one })),
    }) satisfies BounceReport;
  const message = { to: [{ address: 'A@x.test' }], cc: [{ address: 'b@x.test' }], recipients: [] };

  it('is never somebody whom the message did not go to', () => {
    expect(matchRecipients(found([{ address: 'c@x.test' }]), message)).toBeNull();
    expect([
      ...(matchRecipients(found([{ address: 'c@x.test' }, { address: 'b@x.test' }]), message) ?? []),
    ]).toMatchObject([['b@x.test', { action: 'failed' }]]);
  });

  it('is found by the address before a forward', () => {
    const match = matchRecipients(found([{ address: 'home@y.test', originalAddress: 'a@x.test' }]), message);
    expect([...(match?.keys() ?? [])]).toEqual(['a@x.test']);
  });

  it('is clear without a name only where there is one recipient', () => {
    const overall = delivery('failed');
    expect(matchRecipients(found([], overall), message)).toBeNull();
    expect([...(matchRecipients(found([], overall), { ...message, cc: [] })?.keys() ?? [])]).toEqual(['a@x.test']);
  });
});
