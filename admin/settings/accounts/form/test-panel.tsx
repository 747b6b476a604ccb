import { Button, Flex, Typography } from '@strapi/design-system';
import { Play } from '@strapi/icons';
import { useForm } from '@strapi/strapi/admin';
import { ErrorState } from '../../../components/error-state';
import { LoadingState } from '../../../components/loading-state';
import { Notice } from '../../../components/notice';
import { Section } from '../../../components/section';
import { useTranslate } from '../../../i18n/use-translate';
import { asFormErrors, problemTexts } from './form-errors';
import { connectionProblems } from './form-validation';
import type { AccountFormValues } from './form-values';
import { TestSteps } from './test-steps';
import type { ConnectionTest } from './use-connection-test';

interface Props {
  test: ConnectionTest;
  stored: AccountFormValues | null;
}

export function TestPanel({ test, stored }: Props) {
  const t = useTranslate();
  const values = useForm('TestPanel', (form) => form.values) as AccountFormValues;
  const setErrors = useForm('TestPanel', (form) => form.setErrors);
  const result = test.resultFor(values);

  const start = () => {
    const problems = connectionProblems(values, stored);
    setErrors(asFormErrors(problemTexts(problems, t)));
    if (problems.length === 0) void test.run(values);
  };
  return (
    <Section
      title={t('test.title')}
      hint={t('test.hint')}
      actions={
        <Button variant="secondary" startIcon={<Play />} loading={test.running} onClick={start}>
          {t('test.start')}
        </Button>
      }
    >
      <Flex direction="column" alignItems="stretch" gap={3} aria-live="polite">
        {test.running && <LoadingState />}
        {!test.running && test.error !== null && <ErrorState error={test.error} onRetry={start} />}
        {!test.running && test.stale && !result && <Typography textColor="neutral600">{t('test.changed')}</Typography>}
        {!test.running && result && (
          <>
            <Notice
              tone={result.ok ? 'success' : 'danger'}
              title={t(result.ok ? 'test.passed.title' : 'test.failed.title')}
            >
              {t(result.ok ? 'test.passed' : 'test.failed')}
            </Notice>
            <TestSteps steps={result.steps} security={{ imap: values.imap.security, smtp: values.smtp.security }} />
          </>
        )}
      </Flex>
    </Section>
  );
}
