import { DemoError } from './failure.mjs';

const LOWEST = [20, 19];

export function checkNodeVersion(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major > LOWEST[0] || (major === LOWEST[0] && minor >= LOWEST[1])) return;
  throw new DemoError(`The demo needs Node.js ${LOWEST.join('.')} or newer; this is ${version}.`);
}
