import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestTls } from 'node:https';
import type { ImageTarget } from './image-target';

/**
 * One GET to the checked IP address, with the name in `Host` and in the certificate's check. Says as little of us as a
 * request can: no cookie, no referrer, no credentials, the same agent for everybody. No connection is kept or shared.
 */
export function requestImage({ url, address, servername }: ImageTarget, signal: AbortSignal): Promise<IncomingMessage> {
  const secure = url.protocol === 'https:';
  return new Promise((resolve, reject) => {
    const request = (secure ? requestTls : requestPlain)({
      host: address,
      port: Number(url.port) || (secure ? 443 : 80),
      path: `${url.pathname}${url.search}`,
      headers: {
        host: url.host,
        'user-agent': 'Mozilla/5.0',
        accept: 'image/webp,image/png,image/jpeg,image/gif',
        // A compressed body could be a thousand times as large as what is counted on the wire.
        'accept-encoding': 'identity',
      },
      ...(servername === undefined ? {} : { servername }),
      agent: false,
      signal,
    });
    request.once('response', resolve);
    request.once('error', reject);
    request.end();
  });
}
