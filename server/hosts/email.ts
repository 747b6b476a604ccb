import type { Core } from '@strapi/strapi';

export interface HostMail {
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** The host's own email plugin, with whatever provider it has: for mail to the host's people, never to customers. */
export interface HostEmail {
  available(): boolean;
  /** Rejects when the provider fails, and when `signal` aborts before it has answered. */
  send(mail: HostMail, signal: AbortSignal): Promise<void>;
}

export function createHostEmail(strapi: Core.Strapi): HostEmail {
  const plugin = () => strapi.plugin('email') as Core.Plugin | undefined;
  return {
    available: () => plugin() !== undefined,
    async send(mail, signal) {
      signal.throwIfAborted();
      const service = plugin()?.service('email') as { send(mail: HostMail): Promise<unknown> } | undefined;
      if (!service) throw new Error('this host has no email plugin');
      let stop: () => void = () => undefined;
      const stopped = new Promise<never>((_resolve, reject) => {
        stop = () => reject(new Error("the host's email provider did not answer in time"));
        signal.addEventListener('abort', stop, { once: true });
      });
      try {
        await Promise.race([service.send(mail), stopped]);
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
  };
}
