/** As much of Meta's script for browsers as Embedded Signup uses. Meta: facebook-login/web, embedded-signup/implementation. */
export interface MetaSdk {
  init(options: { appId: string; version: string; autoLogAppEvents: boolean; xfbml: boolean }): void;
  login(
    answer: (response: { authResponse: { code?: string } | null }) => void,
    options: {
      config_id: string;
      response_type: 'code';
      override_default_response_type: true;
      extras: { setup: Record<string, never>; sessionInfoVersion: '3' };
    }
  ): void;
}

const TOO_LONG_MS = 20_000;
const sdkOf = () => (window as unknown as { FB?: MetaSdk }).FB;

/** The script was not run: blocked by a content security policy, by an extension, or out of reach. */
export class SdkBlocked extends Error {
  constructor() {
    super('the script of Meta was not loaded');
    this.name = 'SdkBlocked';
  }
}

/** Loads it, once, when somebody asked for it and not before: it tells Meta who looks. */
export function loadMetaSdk(url: string): Promise<MetaSdk> {
  const there = sdkOf();
  if (there) return Promise.resolve(there);
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    const timer = setTimeout(() => end(), TOO_LONG_MS);
    const end = () => {
      clearTimeout(timer);
      const sdk = sdkOf();
      if (sdk) return resolve(sdk);
      script.remove();
      reject(new SdkBlocked());
    };
    script.src = url;
    script.async = true;
    script.crossOrigin = 'anonymous';
    script.addEventListener('load', end);
    script.addEventListener('error', end);
    document.head.append(script);
  });
}
