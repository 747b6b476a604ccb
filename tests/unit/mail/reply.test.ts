import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emailAddress, headerText } from '../../../server/api/contracts/fields';
import { replyEnvelope, type ReplySource } from '../../../server/mail/reply';
import { baseSubject, replySubject } from '../../../server/mail/subject';
import { expectLinear } from '../../support/linear-time';

const account = { address: 'ventas@company.test' };
const person = (address: string, name = '') => ({ name, address });
const inbound = (changes: Partial<ReplySource> = {}): ReplySource => ({
  direction: 'inbound',
  from: person('ana@customer.test', 'Ana'),
  to: [person('ventas@company.test')],
  cc: [],
  subject: 'Pedido',
  ...changes,
});

describe('whom a reply goes to', () => {
  it('is who wrote, with Reply-To before From', () => {
    expect(replyEnvelope([inbound()], account)).toEqual({
      to: [person('ana@customer.test', 'Ana')],
      cc: [],
      subject: 'Re: Pedido',
    });
    expect(replyEnvelope([inbound({ replyTo: [person('pedidos@customer.test')] })], account).to).toEqual([
      person('pedidos@customer.test'),
    ]);
  });
  it('keeps the others in copy, without ourselves and nobody twice', () => {
    const message = inbound({
      to: [person('Ventas@company.test'.toLowerCase()), person('luis@customer.test')],
      cc: [person('luis@customer.test'), person('ana@customer.test'), person('info@company.test')],
    });
    expect(replyEnvelope([message], { ...account, otherAddresses: ['Info@company.test'] }).cc).toEqual([
      person('luis@customer.test'),
    ]);
  });
  it('is never a mail system that reported something in between', () => {
    const report = inbound({ from: person('mailer-daemon@relay.test', 'Mail Delivery System') });
    expect(replyEnvelope([inbound(), report], account).to).toEqual([person('ana@customer.test', 'Ana')]);
    const ours: ReplySource = { ...inbound(), direction: 'outbound', to: [person('eva@customer.test')] };
    expect(replyEnvelope([ours, report], account).to).toEqual([person('eva@customer.test')]);
  });
  it('follows the last mail from outside, not what we wrote after it', () => {
    const messages = [
      inbound({ subject: 'Uno' }),
      inbound({ from: person('luis@customer.test'), subject: 'Dos' }),
      { ...inbound(), direction: 'outbound' as const, from: person('ventas@company.test'), subject: 'x' },
    ];
    expect(replyEnvelope(messages, account)).toMatchObject({ to: [person('luis@customer.test')], subject: 'Re: Dos' });
  });
  it('writes again to the same people when nobody has answered', () => {
    const sent: ReplySource = {
      direction: 'outbound',
      from: person('ventas@company.test'),
      to: [person('ana@customer.test')],
      cc: [person('luis@customer.test')],
      subject: 'Oferta',
    };
    expect(replyEnvelope([sent], account)).toEqual({ to: sent.to, cc: sent.cc, subject: 'Re: Oferta' });
  });
  it('leaves a mailing to hundreds alone, and has nobody for an empty conversation', () => {
    const to = Array.from({ length: 100 }, (_, index) => person(`p${index}@x.test`));
    expect(replyEnvelope([inbound({ to })], account).cc).toEqual([]);
    expect(replyEnvelope([], account)).toEqual({ to: [], cc: [], subject: '' });
    expect(replyEnvelope([inbound({ from: null })], account).to).toEqual([]);
  });
  it('gives values that the composer accepts, whatever came in', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        fc.oneof(fc.emailAddress(), fc.string()),
        (subject, name, address) => {
          const envelope = replyEnvelope(
            [inbound({ subject, from: person(address.toLowerCase(), name), cc: [person(address, name)] })],
            account
          );
          expect(headerText(998).safeParse(envelope.subject).success).toBe(true);
          for (const recipient of [...envelope.to, ...envelope.cc]) {
            expect(headerText(120).safeParse(recipient.name).success).toBe(true);
            expect(emailAddress.safeParse(recipient.address).success).toBe(true);
          }
        }
      )
    );
  });
});

describe('subjects', () => {
  it.each([
    ['Pedido', 'Re: Pedido'],
    ['Re: Pedido', 'Re: Pedido'],
    ['RE: Fwd: RV: AW: WG: SV: TR: Res: Pedido', 'Re: Pedido'],
    ['re[2]: Re (3) : Pedido', 'Re: Pedido'],
    ['Re：件名', 'Re: 件名'],
    ['Reparación: motor', 'Re: Reparación: motor'],
    ['Retraso', 'Re: Retraso'],
    ['', 'Re:'],
  ])('%j', (subject, expected) => {
    expect(replySubject(subject)).toBe(expected);
  });
  it('strips a bounded number of marks in linear time', () => {
    expectLinear((size) => baseSubject('Re: '.repeat(size)), 100_000);
    expectLinear((size) => baseSubject(' '.repeat(size)), 100_000);
  });
});
