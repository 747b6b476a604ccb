import type { WhatsAppProfile } from '../../../../../server/api/contracts/whatsapp-accounts';

/** The same as in the contract, whose file brings a schema library along that pages do without. */
export const PROFILE_LIMITS = { about: 139, address: 256, description: 512, email: 128, website: 256 };

const verticals: Record<WhatsAppProfile['vertical'], true> = {
  UNDEFINED: true,
  AUTO: true,
  BEAUTY: true,
  APPAREL: true,
  EDU: true,
  ENTERTAIN: true,
  EVENT_PLAN: true,
  FINANCE: true,
  GROCERY: true,
  GOVT: true,
  HOTEL: true,
  HEALTH: true,
  NONPROFIT: true,
  PROF_SERVICES: true,
  RETAIL: true,
  TRAVEL: true,
  RESTAURANT: true,
  OTHER: true,
};
export const PROFILE_VERTICALS = Object.keys(verticals) as WhatsAppProfile['vertical'][];
