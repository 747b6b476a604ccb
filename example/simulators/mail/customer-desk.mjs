import { composeMail } from './compose.mjs';
import { toDto } from './mail-dto.mjs';
import { BadRequest } from './read-draft.mjs';
import { submitToCompany } from './submit.mjs';
import { threadIds } from './threads.mjs';

/** What one can do as a customer: see one's mails, write one, answer one. */
export function createCustomerDesk({ people, company, letterBoxes, deliverToCompany, smtp }) {
  const person = (id) => {
    const found = people.find((candidate) => candidate.id === id);
    if (!found) throw new BadRequest('not-found', 'There is no such customer.', 404);
    return found;
  };
  const base = (id) => `/api/customers/${id}/mails`;
  const mailsOf = (id) => letterBoxes.list(person(id).addresses);

  async function mail(id, mailId) {
    const found = (await mailsOf(id)).find((candidate) => candidate.id === mailId);
    if (!found) throw new BadRequest('not-found', 'There is no such mail.', 404);
    return found;
  }

  async function list(id) {
    const mails = await mailsOf(id);
    const threads = threadIds(mails);
    return mails.map((entry) => toDto(entry, threads.get(entry.id), base(id)));
  }

  async function write(id, draft) {
    const writer = person(id);
    const from = draft.from || writer.addresses[0];
    if (!writer.addresses.includes(from)) throw new BadRequest('from-foreign', 'That is no address of this customer.');

    // A script that repeats itself with the same Message-ID gets the mail that is there.
    const before = await mailsOf(id);
    const repeated = draft.messageId && before.find(({ mail: sent }) => sent.messageId === draft.messageId);
    if (!repeated) {
      const parent = draft.inReplyTo ? (await mail(id, draft.inReplyTo)).mail : undefined;
      const { raw, date } = await composeMail({ person: writer, from, to: company, draft, parent, now: new Date() });
      // A mail with a date in the past was there before: it is put into the mailbox, not sent again.
      if (draft.sentAt) await deliverToCompany(raw, date);
      else await submitToCompany({ ...smtp(), from, to: company.address, raw });
      await letterBoxes.sent(from, raw, date);
    }
    const mails = await list(id);
    return repeated
      ? mails.find((entry) => entry.id === repeated.id)
      : mails.findLast((entry) => entry.direction === 'sent');
  }

  return { people: () => people, list, write, mail };
}
