import { setTimeout as wait } from 'node:timers/promises';
import { DemoError } from '../failure.mjs';

const POLL_MS = 300;

/** JSON over HTTP; what is no success is an error with the answer's own words. */
export function createHttp(base, signal, headers = {}) {
  const call = async (method, path, body) => {
    const response = await fetch(`${base}${path}`, {
      method,
      signal,
      headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new DemoError(`${method} ${path} answered ${response.status}: ${text.slice(0, 500)}`);
    return text ? JSON.parse(text) : null;
  };
  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
  };
}

/** Asks again until `probe` answers something; what it waits for is named in the error. */
export async function until(what, seconds, signal, probe) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await probe();
    if (answer) return answer;
    if (Date.now() > deadline) throw new DemoError(`Waited ${seconds} s in vain for ${what}.`);
    await wait(POLL_MS, undefined, { signal });
  }
}
