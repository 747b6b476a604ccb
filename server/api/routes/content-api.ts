import { HOST_OPERATIONS } from '../contracts/host-operations';

/**
 * Below `/api/conversations`. Strapi asks whether a token or role may do the action at all; which accounts it may do it
 * on is decided by the scope.
 */
export default () => ({
  type: 'content-api',
  routes: HOST_OPERATIONS.map(({ method, path, handler }) => ({ method, path, handler, config: {} })),
});
