import type { SignupSettingsDto } from '../../../../../server/api/contracts/whatsapp-signups';
import { isMetaOrigin, readMetaMessage, type WindowReport } from './meta-message';
import type { MetaSdk } from './meta-sdk';

export type WindowOutcome =
  | (Extract<WindowReport, { kind: 'finished' }> & { code: string })
  | Extract<WindowReport, { kind: 'cancelled' }>
  /** Meta gave a code and did not say of which account, or the other way round. */
  | { kind: 'incomplete' };

interface Ask {
  sdk: MetaSdk;
  settings: SignupSettingsDto;
  /** Where the window's messages arrive. */
  target: Pick<Window, 'addEventListener' | 'removeEventListener'>;
  /** The code and the report come in either order; how long the second may take, in milliseconds. */
  graceMs?: number;
}

/** Opens Meta's window and waits for its end. To be called by a click: browsers open no window without one. */
export function openSignupWindow({ sdk, settings, target, graceMs = 8_000 }: Ask): Promise<WindowOutcome> {
  return new Promise((resolve) => {
    let report: WindowReport | null = null;
    let code: string | undefined;
    let closed = false;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const end = (outcome: WindowOutcome) => {
      clearTimeout(timer);
      target.removeEventListener('message', listen);
      resolve(outcome);
    };
    const settle = () => {
      if (report?.kind === 'cancelled') return end(report);
      if (report && code) return end({ ...report, code });
      if (closed)
        timer ??= setTimeout(() => end(report || code ? { kind: 'incomplete' } : { kind: 'cancelled' }), graceMs);
    };
    function listen(event: MessageEvent) {
      if (!isMetaOrigin(event.origin, settings.dialogOrigin)) return;
      report = readMetaMessage(event.data) ?? report;
      settle();
    }

    target.addEventListener('message', listen);
    sdk.init({ appId: settings.appId, version: settings.graphVersion, autoLogAppEvents: false, xfbml: false });
    sdk.login(
      (response) => {
        code = response.authResponse?.code;
        closed = true;
        settle();
      },
      {
        config_id: settings.configId,
        response_type: 'code',
        override_default_response_type: true,
        extras: { setup: {}, sessionInfoVersion: '3' },
      }
    );
  });
}
