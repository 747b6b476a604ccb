import { until } from '../../support/until';
import type { DemoFacts } from './demo';

export interface CustomerMail {
  id: string;
  threadId: string;
  direction: 'sent' | 'received';
  from: { name: string; address: string };
  subject: string;
  text: string;
  html: string | null;
  messageId: string;
  inReplyTo: string | null;
  references: string[];
  attachments: { name: string; type: string; size: number; url: string }[];
}
interface Letter {
  subject?: string;
  text?: string;
  html?: string;
  /** The id (not the Message-ID) of the mail that this one answers. */
  inReplyTo?: string;
  attachments?: { name: string; type: string; content: string }[];
}

/** Plays a customer of the demo: writes to the company and reads what it answers. */
export function playCustomer(facts: DemoFacts, id: string) {
  const url = `${facts.customerUrl}/api/customers/${id}/mails`;
  const mails = async () => dataOf<CustomerMail[]>(await fetch(url));
  return {
    mails,
    write: async (letter: Letter) =>
      dataOf<CustomerMail>(
        await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(letter),
        })
      ),
    /** Waits for an answer of the company that says this. */
    receives: (text: string) =>
      until(`the customer gets "${text}"`, async () =>
        (await mails()).find((mail) => mail.direction === 'received' && mail.text.includes(text))
      ),
  };
}

async function dataOf<T>(response: Response): Promise<T> {
  const body = (await response.json()) as { data?: T };
  if (!response.ok || body.data === undefined) throw new Error(`status ${response.status}: ${JSON.stringify(body)}`);
  return body.data;
}
