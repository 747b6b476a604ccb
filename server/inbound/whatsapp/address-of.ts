import type { WebhookPerson } from '../../channels/whatsapp-cloud/webhook/person';

/** By what people recognise somebody: the number, the user name, or where there is neither the id that Meta gave. */
export const addressOf = ({ waId, username, userId, parentUserId }: WebhookPerson): string =>
  waId !== null ? (/^\d+$/.test(waId) ? `+${waId}` : waId) : username ? `@${username}` : (userId ?? parentUserId ?? '');
