import type { LedgerDto } from '../../../server/api/contracts/accounts';
import { PLUGIN_ID } from '../../plugin-id';

const base = `/settings/${PLUGIN_ID}/accounts`;

export const ACCOUNT_PATHS = {
  list: base,
  create: `${base}/new`,
  createMail: `${base}/new/email`,
  createWhatsApp: `${base}/new/whatsapp`,
  connectWhatsApp: `${base}/new/whatsapp/connect`,
  detail: (id: string) => `${base}/${id}`,
  edit: (id: string) => `${base}/${id}/edit`,
  journal: (id: string, part: keyof LedgerDto) => `${base}/${id}/journal/${part}`,
};
