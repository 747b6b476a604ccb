import { Button, Flex } from '@strapi/design-system';
import { Play } from '@strapi/icons';
import type { TestStep, WhatsAppAccountDto } from '../../../../../server/api/contracts/accounts';
import { useActOnNumberMutation, useCheckNumberMutation } from '../../../../api/whatsapp-number';
import { ErrorState } from '../../../../components/error-state';
import { LoadingState } from '../../../../components/loading-state';
import { Section } from '../../../../components/section';
import { useNotify } from '../../../../components/use-notify';
import { useTranslate } from '../../../../i18n/use-translate';
import { CheckResult } from '../check-result';
import { NumberReconnectDialog } from './number-reconnect-dialog';
import { RegisterDialog } from './register-dialog';
import { VerifyDialog } from './verify-dialog';

/** Each step as Meta answers it, and beside one that failed what can be done about it from here. */
export function CheckSection({ account }: { account: WhatsAppAccountDto }) {
  const t = useTranslate();
  const notify = useNotify();
  const [check, { data: result, error, isLoading }] = useCheckNumberMutation();
  const [act, acting] = useActOnNumberMutation();
  const start = () => void check(account.id);
  const subscribe = async () => {
    const answer = await act({ id: account.id, action: 'subscribe', data: {} });
    if ('error' in answer) notify.failed(answer.error);
    else {
      notify.done(t('whatsapp.subscribe.done'));
      start();
    }
  };
  const offer = ({ code }: TestStep) => {
    if (code === 'whatsapp-not-subscribed')
      return (
        <Button size="S" loading={acting.isLoading} onClick={() => void subscribe()}>
          {t('whatsapp.subscribe')}
        </Button>
      );
    if (code === 'whatsapp-not-registered')
      return (
        <Flex gap={2} wrap="wrap">
          <VerifyDialog accountId={account.id} onDone={start} />
          <RegisterDialog accountId={account.id} onDone={start} />
        </Flex>
      );
    if (code && NEEDS_TOKEN.has(code)) return <NumberReconnectDialog account={account} onDone={start} />;
    return null;
  };
  return (
    <Section
      title={t('whatsapp.check.title')}
      hint={t('whatsapp.check.hint')}
      actions={
        <Button variant="secondary" startIcon={<Play />} loading={isLoading} onClick={start}>
          {t('whatsapp.check.start')}
        </Button>
      }
    >
      <Flex direction="column" alignItems="stretch" gap={3} aria-live="polite">
        {isLoading && <LoadingState />}
        {!isLoading && error && <ErrorState error={error} onRetry={start} />}
        {!isLoading && result && <CheckResult result={result} offer={offer} />}
      </Flex>
    </Section>
  );
}

const NEEDS_TOKEN: ReadonlySet<string> = new Set([
  'whatsapp-token-refused',
  'whatsapp-test-token',
  'whatsapp-token-expiring',
  'whatsapp-app-refused',
  'whatsapp-permission-missing',
]);
