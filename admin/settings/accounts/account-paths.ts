import { PLUGIN_ID } from '../../plugin-id';

const base = `/settings/${PLUGIN_ID}/accounts`;

export const ACCOUNT_PATHS = {
  list: base,
  create: `${base}/new`,
  detail: (id: string) => `${base}/${id}`,
  edit: (id: string) => `${base}/${id}/edit`,
};
