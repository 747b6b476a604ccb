import type { MessageDto } from '../../../server/api/contracts/inbox';

/** Codes and ids of the API's refusal to send over something that the writer has not seen. */
export function collisionIds(details: unknown): string[] {
  if (typeof details !== 'object' || details === null || !('messageIds' in details)) return [];
  const { messageIds } = details;
  return Array.isArray(messageIds) ? messageIds.filter((id): id is string => typeof id === 'string') : [];
}

/** Of the messages that the server calls newer, those that the writer did not write. */
export const foreignMessages = (messages: MessageDto[], ids: string[], writerId: number | undefined): MessageDto[] =>
  messages.filter(({ id, author }) => ids.includes(id) && (author === null || author.id !== writerId));
