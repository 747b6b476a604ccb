import { describe, expect, it } from 'vitest';
import config from '../../../config';

describe('a wrong setting is answered by one sentence that says what to write', () => {
  it.each<[string, Record<string, unknown>, string]>([
    [
      'a wrong type',
      { jobs: { ...config.default.jobs, concurrency: 'eight' } },
      'conversations.config.jobs.concurrency is not right',
    ],
    [
      'a key that is too short',
      { encryption: { keys: [{ id: 'one', key: 'short' }] } },
      'conversations.config.encryption.keys.0.key must be 32 bytes in base64; make one with: openssl rand -base64 32.',
    ],
    [
      'an address range that is none',
      { network: { ...config.default.network, allow: ['everything'] } },
      "conversations.config.network.allow.0 must be an address or a CIDR range, such as '10.0.0.0/8'.",
    ],
  ])('%s', (_what, settings, sentence) => {
    const { default: defaults, validator } = config;
    expect(() => validator(defaults)).not.toThrow();
    expect(() => validator({ ...defaults, ...settings })).toThrow(`config/plugins: ${sentence}`);
  });
});
