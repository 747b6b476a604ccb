import { createHmac } from 'node:crypto';
import { GraphFault } from './graph-fault.mjs';

/** Who asks, and what they may. Meta: graph-api/guides/secure-requests, debug-token. */
export function createTokens({ app, state, clock }) {
  const alive = (token) => token?.valid && (token.expiresAt === 0 || token.expiresAt > clock.now());
  const appToken = `${app.appId}|${app.appSecret}`;
  return {
    appToken,
    /** The token of a request that may do this, or the error that Meta answers. */
    admit(request, url, scope) {
      const header = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
      const given = header ?? url.searchParams.get('access_token');
      if (given === appToken) return { appId: app.appId, scopes: [] };
      const token = given ? state.tokens[given] : undefined;
      if (!token)
        throw new GraphFault(190, { status: 401, title: 'Invalid OAuth access token - Cannot parse access token' });
      if (!alive(token))
        throw new GraphFault(190, {
          status: 401,
          subcode: 463,
          title: 'Error validating access token: Session has expired',
        });
      const proof = url.searchParams.get('appsecret_proof');
      if (proof !== null && proof !== createHmac('sha256', app.appSecret).update(given).digest('hex'))
        throw new GraphFault(100, { title: 'Invalid appsecret_proof provided in the API argument' });
      if (scope && !token.scopes.includes(scope)) throw new GraphFault(10, { status: 403, details: scope });
      return token;
    },
    debug(input) {
      const token = state.tokens[input];
      if (!token)
        return { data: { is_valid: false, scopes: [], error: { code: 190, message: 'Invalid OAuth access token.' } } };
      return {
        data: {
          app_id: token.appId,
          type: token.type,
          application: 'Conversations',
          is_valid: Boolean(alive(token)),
          expires_at: token.expiresAt === 0 ? 0 : Math.floor(token.expiresAt / 1000),
          data_access_expires_at: 0,
          scopes: token.scopes,
          // Since June 2026 the management scope is named in `scopes` alone.
          granular_scopes: [{ scope: 'whatsapp_business_messaging', target_ids: [app.wabaId] }],
          user_id: '122100000000000001',
        },
      };
    },
  };
}
