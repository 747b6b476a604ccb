import { z } from 'zod';
import { listOf, optionalId, optionalObject, optionalText } from './fields';

/** Meta: webhooks/reference/messages/contacts. What a card holds is what its sender claims of somebody. */
export const contactCard = z
  .object({
    name: optionalObject({ formatted_name: optionalText, first_name: optionalText, last_name: optionalText }),
    org: optionalObject({ company: optionalText }),
    phones: listOf(z.object({ phone: optionalText, wa_id: optionalId, type: optionalText })),
    emails: listOf(z.object({ email: z.string(), type: optionalText })),
  })
  .transform((card) => ({
    name:
      card.name?.formatted_name ?? ([card.name?.first_name, card.name?.last_name].filter(Boolean).join(' ') || null),
    company: card.org?.company ?? null,
    phones: card.phones.map(({ phone, wa_id, type }) => ({ phone, waId: wa_id, type })),
    emails: card.emails.map(({ email }) => email),
  }));
export type ContactCard = z.output<typeof contactCard>;
