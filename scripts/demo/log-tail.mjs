import { existsSync, readFileSync } from 'node:fs';

const LINES = 25;

export function tail(path) {
  if (!existsSync(path)) return '';
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-LINES).join('\n');
}
