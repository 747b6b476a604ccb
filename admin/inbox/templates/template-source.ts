import type { StartChoicesDto } from '../../../server/api/contracts/start';

/** Where templates come from: those that fit a conversation, or those that may begin one. */
export type TemplateSource = { conversationId: string } | { toStart: StartChoicesDto };
