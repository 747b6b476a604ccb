import { PLUGIN_ID } from '../plugin-id';

export const INBOX_PATH = `/plugins/${PLUGIN_ID}`;
/** In place of a conversation's id. */
export const START = 'new';
export const START_PATH = `${INBOX_PATH}/${START}`;
/** Of somebody to begin one with: an address, or a number on WhatsApp. Filters of the list have other names. */
export const START_WITH = { to: 'with', accountId: 'fromAccount', name: 'name', subject: 'subject' } as const;
export const startWithPath = (accountId: string, to: string, name: string): string => {
  const asked = { [START_WITH.to]: to, [START_WITH.accountId]: accountId, [START_WITH.name]: name };
  return `${START_PATH}?${new URLSearchParams(asked).toString()}`;
};
export const startWith = (search: string): string => new URLSearchParams(search).get(START_WITH.to) ?? '';
/** With the filters of the list, and nobody in particular. */
export const startPath = (search: string): string => {
  const params = new URLSearchParams(search);
  for (const name of Object.values(START_WITH)) params.delete(name);
  return `${START_PATH}?${params.toString()}`;
};
export const conversationPath = (id: string) => `${INBOX_PATH}/${id}`;
