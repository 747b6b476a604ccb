import { HOST_OPERATIONS } from '../contracts/host-operations';

const WEBHOOKS = [
  { method: 'GET', path: '/webhooks/whatsapp-cloud/:appId', handler: 'webhooks.verifyWhatsApp' },
  { method: 'POST', path: '/webhooks/whatsapp-cloud/:appId', handler: 'webhooks.receiveWhatsApp' },
] as const;

/**
 * Below `/api/conversations`. Strapi asks whether a token or role may do the action at all; which accounts it may do it
 * on is decided by the scope.
 */
export default () => ({
  type: 'content-api',
  routes: [
    ...HOST_OPERATIONS.map(({ method, path, handler }) => ({ method, path, handler, config: {} })),
    // Who may come in is proven by the request itself.
    ...WEBHOOKS.map((route) => ({ ...route, config: { auth: false } })),
  ],
});
