import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import type { Message } from '../conversations/message';

export interface ImageSenders {
  isTrusted(userId: number, address: string): Promise<boolean>;
  trust(userId: number, address: string, trusted: boolean): Promise<void>;
}

/** Whose pictures a person wants to see at once: of them alone, since it is they who are seen reading. */
export function createImageSenders(database: Database, now: () => number): ImageSenders {
  return {
    async isTrusted(userId, address) {
      const row: unknown = await database.knex(TABLE.imageSender).where({ user_id: userId, address }).first('id');
      return row !== undefined;
    },
    async trust(userId, address, trusted) {
      const own = { user_id: userId, address };
      if (!trusted) await database.knex(TABLE.imageSender).where(own).delete();
      else
        await database
          .knex(TABLE.imageSender)
          .insert({ ...own, at: now() })
          .onConflict(['user_id', 'address'])
          .ignore();
    },
  };
}

/** Whom a choice can be about: who wrote to us. What we write ourselves quotes others, whose choice it is not. */
export const senderOf = ({ direction, kind, from }: Pick<Message, 'direction' | 'kind' | 'from'>): string | null =>
  direction === 'inbound' && kind === 'message' && from.address !== '' ? from.address.toLowerCase() : null;
