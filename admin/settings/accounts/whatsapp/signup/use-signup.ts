import { useState } from 'react';
import type { SignupDto, SignupSettingsDto } from '../../../../../server/api/contracts/whatsapp-signups';
import { useBeginSignupMutation, useCancelSignupMutation, useCompleteSignupMutation } from '../../../../api/signups';
import { useApiErrorText } from '../../../../i18n/use-api-error-text';
import { useTranslate } from '../../../../i18n/use-translate';
import { loadMetaSdk, SdkBlocked, type MetaSdk } from './meta-sdk';
import { openSignupWindow } from './signup-window';

type Phase = 'idle' | 'preparing' | 'ready' | 'open' | 'working';

/** From the click to the answer: `connected` is called with what the server made of it. */
export function useSignup(settings: SignupSettingsDto, connected: (signup: SignupDto) => void) {
  const t = useTranslate();
  const errorText = useApiErrorText();
  const [phase, setPhase] = useState<Phase>('idle');
  const [problem, setProblem] = useState<string | null>(null);
  const [prepared, setPrepared] = useState<{ sdk: MetaSdk; id: string; state: string } | null>(null);
  const [begin] = useBeginSignupMutation();
  const [complete] = useCompleteSignupMutation();
  const [cancel] = useCancelSignupMutation();

  const fail = (text: string) => {
    setProblem(text);
    setPhase('idle');
    setPrepared(null);
  };

  /** The script and the server's part first, so that the window opens within the click that asks for it. */
  const prepare = async () => {
    setProblem(null);
    setPhase('preparing');
    try {
      const sdk = await loadMetaSdk(settings.sdkUrl);
      setPrepared({ sdk, ...(await begin().unwrap()) });
      setPhase('ready');
    } catch (error) {
      const origin = new URL(settings.sdkUrl).origin;
      fail(error instanceof SdkBlocked ? t('signup.blocked', { origin }) : errorText(error));
    }
  };

  const open = async () => {
    if (!prepared) return;
    const { sdk, id, state } = prepared;
    setPhase('open');
    const outcome = await openSignupWindow({ sdk, settings, target: window });
    setPhase('working');
    try {
      if (outcome.kind === 'incomplete') return fail(t('signup.incomplete'));
      if (outcome.kind === 'cancelled') {
        const { kind: _kind, ...said } = outcome;
        await cancel({ id, input: { state, ...said } }).unwrap();
        return fail(Object.keys(said).length > 0 ? t('signup.cancelled') : t('signup.closed'));
      }
      const { kind: _kind, ...finished } = outcome;
      const signup = await complete({ id, input: { state, ...finished, authorisedUserIds: [] } }).unwrap();
      setPhase('idle');
      setPrepared(null);
      connected(signup);
    } catch (error) {
      fail(errorText(error));
    }
  };

  return { phase, problem, prepare, open };
}
