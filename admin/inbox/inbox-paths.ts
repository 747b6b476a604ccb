import { PLUGIN_ID } from '../plugin-id';

export const INBOX_PATH = `/plugins/${PLUGIN_ID}`;
export const conversationPath = (id: string) => `${INBOX_PATH}/${id}`;
