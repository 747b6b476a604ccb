import { Button, Flex, Typography } from '@strapi/design-system';
import { ArrowRight, ExternalLink } from '@strapi/icons';
import { useNavigate } from 'react-router-dom';
import type { SignupDto, SignupsDto } from '../../../../../server/api/contracts/whatsapp-signups';
import { useGetSignupsQuery } from '../../../../api/signups';
import { ErrorState } from '../../../../components/error-state';
import { LoadingState } from '../../../../components/loading-state';
import { Notice } from '../../../../components/notice';
import { Section } from '../../../../components/section';
import { useNotify } from '../../../../components/use-notify';
import { useTranslate } from '../../../../i18n/use-translate';
import { ACCOUNT_PATHS } from '../../account-paths';
import { SignupRow } from './signup-row';
import { useSignup } from './use-signup';

/** Connecting in Meta's own window, where the host has an app for it, and what was begun there and not finished. */
export function SignupSection() {
  const t = useTranslate();
  const { data, error, refetch } = useGetSignupsQuery();
  const settings = data?.settings ?? null;
  return (
    <Section title={t('signup.title')} hint={t('signup.hint')}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <LoadingState />}
      {data && !settings && (
        <Notice tone="info" title={t('signup.not-configured.title')}>
          {t('signup.not-configured')}
        </Notice>
      )}
      {settings && <Start settings={settings} />}
      {data && data.signups.length > 0 && <Unfinished signups={data.signups} />}
    </Section>
  );
}

function Start({ settings }: { settings: NonNullable<SignupsDto['settings']> }) {
  const t = useTranslate();
  const show = useShowResult();
  const { phase, problem, prepare, open } = useSignup(settings, show);
  return (
    <Flex direction="column" alignItems="flex-start" gap={4}>
      <Typography>{t('signup.text', { origin: new URL(settings.sdkUrl).hostname })}</Typography>
      {problem && (
        <Notice tone="warning" title={t('signup.stopped')}>
          {problem}
        </Notice>
      )}
      {(phase === 'idle' || phase === 'preparing') && (
        <Button loading={phase === 'preparing'} endIcon={<ArrowRight />} onClick={() => void prepare()}>
          {t('signup.prepare')}
        </Button>
      )}
      {phase === 'ready' && (
        <Button endIcon={<ExternalLink />} onClick={() => void open()}>
          {t('signup.open')}
        </Button>
      )}
      {(phase === 'open' || phase === 'working') && (
        <Notice tone="info">{t(phase === 'open' ? 'signup.waiting' : 'signup.working')}</Notice>
      )}
    </Flex>
  );
}

function Unfinished({ signups }: { signups: SignupDto[] }) {
  const t = useTranslate();
  const show = useShowResult();
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Typography variant="omega" fontWeight="bold" tag="h3">
        {t('signup.unfinished')}
      </Typography>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={3} aria-label={t('signup.unfinished')}>
        {signups.map((signup) => (
          <SignupRow key={signup.id} signup={signup} onDone={show} />
        ))}
      </Flex>
    </Flex>
  );
}

/** To the account, when there is one; else the list says what is missing. */
function useShowResult() {
  const t = useTranslate();
  const notify = useNotify();
  const navigate = useNavigate();
  return (signup: SignupDto) => {
    if (signup.step !== 'connected' || !signup.accountId) return;
    notify.done(t('signup.connected'));
    navigate(ACCOUNT_PATHS.detail(signup.accountId));
  };
}
