import type { WhatsAppNumberDto } from '../../api/contracts/whatsapp-accounts';

export interface WhatsAppCloudSettings {
  appId: string;
  wabaId: string;
  phoneNumberId: string;
  /** Read ticks and the sign that somebody writes. */
  readReceipts: boolean;
}

export interface WhatsAppCloudSecrets {
  appSecret: string;
  accessToken: string;
}

/** Instants are epoch milliseconds. */
export interface ProviderState {
  number?: Omit<WhatsAppNumberDto, 'checkedAt'> & { checkedAt: number };
  /** The business portfolio, within which user ids hold. */
  portfolioId?: string | null;
  tokenExpiresAt?: number | null;
  handshakeAt?: number;
  lastEventAt?: number;
  /** Another address that gets this number's events. */
  foreignCallback?: string | null;
  restrictions?: { type: string; until: number | null }[];
}
