import type { WebhookPerson } from '../../channels/whatsapp-cloud/webhook/person';

export const numberOf = (waId: string): string => (/^\d+$/.test(waId) ? `+${waId}` : waId);

/** By what people recognise somebody: the number, the user name, or where there is neither the id that Meta gave. */
export const addressOf = ({ waId, username, userId, parentUserId }: WebhookPerson): string =>
  waId !== null ? numberOf(waId) : username ? `@${username}` : (userId ?? parentUserId ?? '');
