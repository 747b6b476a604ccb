import { GraphFault } from './graph-fault.mjs';

/**
 * Faults that were asked for by the control API: `{ method?, path, times?, ... }` where `path` is a part of the address.
 * `code` answers an error of Meta's, `status` one without Meta's words, `drop: 'before'` closes the connection unheard,
 * `drop: 'after'` acts and closes it, `delayMs` waits.
 */
export function createFaults() {
  let faults = [];
  return {
    add: (fault) => faults.push({ times: 1, ...fault }),
    clear() {
      faults = [];
    },
    take(method, path) {
      const fault = faults.find(
        (one) => one.times > 0 && (!one.method || one.method === method) && path.includes(one.path ?? '')
      );
      if (fault) fault.times -= 1;
      return fault ?? null;
    },
  };
}

/** What the fault makes of a request; resolves to true when the answer is to be thrown away afterwards. */
export async function suffer(fault, request, response) {
  if (!fault) return false;
  if (fault.delayMs) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
  if (fault.drop === 'before') {
    request.socket.destroy();
    throw new Dropped();
  }
  if (fault.code !== undefined)
    throw new GraphFault(fault.code, {
      status: fault.status ?? 400,
      subcode: fault.subcode,
      details: fault.details,
      headers: fault.headers,
    });
  if (fault.status) {
    response.writeHead(fault.status, { 'content-type': 'text/html' });
    response.end('<html>Bad gateway</html>');
    throw new Dropped();
  }
  return fault.drop === 'after';
}

/** There is nobody left to answer. */
export class Dropped extends Error {}
