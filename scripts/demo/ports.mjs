import { createServer } from 'node:net';
import { DemoError } from './failure.mjs';

export const HOST = '127.0.0.1';

/** Before anything is built or started, since the answer is the same in the end. */
export async function checkPorts(ports) {
  for (const port of Object.values(ports)) await checkPort(port);
}

function checkPort({ number, variable, what }) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => {
      if (error.code === 'EADDRINUSE') {
        reject(new DemoError(`Port ${number} for ${what} is taken; free it or choose another one with ${variable}.`));
      } else if (error.code === 'EACCES') {
        reject(new DemoError(`Port ${number} for ${what} is not allowed to you; choose another one with ${variable}.`));
      } else {
        reject(error);
      }
    });
    probe.listen(number, HOST, () => probe.close(resolve));
  });
}
