import { createHttp } from './http.mjs';

const HOUR = 60 * 60 * 1000;
export const messageIdOf = (key) => `<${key}@siembra.recambios-levante.example>`;

/** Writes mails as a customer does. The Message-ID is fixed by the key, so that nothing is written twice. */
export function createCustomerApi(facts, startedAt, signal) {
  const http = createHttp(facts.customerUrl, signal);
  const mailsOf = async (customer) => (await http.get(`/api/customers/${customer}/mails`)).data;

  return {
    mailsOf,
    async write({ key, customer, hoursAgo, subject, text, html, attachments, inReplyTo, follows }) {
      const parentId = follows ? messageIdOf(follows) : undefined;
      const parent = parentId && (await mailsOf(customer)).find((mail) => mail.messageId === parentId);
      const { data } = await http.post(`/api/customers/${customer}/mails`, {
        messageId: messageIdOf(key),
        sentAt: hoursAgo ? new Date(startedAt - hoursAgo * HOUR).toISOString() : undefined,
        subject,
        text,
        html,
        attachments: attachments?.(),
        inReplyTo: inReplyTo ?? parent?.id,
      });
      return data;
    },
  };
}
