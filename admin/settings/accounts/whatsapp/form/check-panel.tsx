import { Button, Flex } from '@strapi/design-system';
import { Play } from '@strapi/icons';
import { useForm } from '@strapi/strapi/admin';
import { ErrorState } from '../../../../components/error-state';
import { LoadingState } from '../../../../components/loading-state';
import { Section } from '../../../../components/section';
import { useTranslate } from '../../../../i18n/use-translate';
import { CheckResult } from '../check-result';
import { asNumberErrors } from './number-errors';
import { numberProblems, type NumberValues } from './number-values';
import type { NumberCheck } from './use-number-check';

interface Props {
  check: NumberCheck;
  stored: NumberValues | null;
}

export function CheckPanel({ check, stored }: Props) {
  const t = useTranslate();
  const values = useForm('CheckPanel', (form) => form.values) as NumberValues;
  const setErrors = useForm('CheckPanel', (form) => form.setErrors);
  const result = check.resultFor(values);
  const start = () => {
    const problems = numberProblems(values, check.canRun(values) ? stored : null);
    setErrors(asNumberErrors(problems, t));
    if (Object.keys(problems).length === 0) void check.run(values);
  };
  return (
    <Section
      title={t('whatsapp.check.title')}
      hint={t('whatsapp.check.before')}
      actions={
        <Button variant="secondary" startIcon={<Play />} loading={check.running} onClick={start}>
          {t('whatsapp.check.start')}
        </Button>
      }
    >
      <Flex direction="column" alignItems="stretch" gap={3} aria-live="polite">
        {check.running && <LoadingState />}
        {!check.running && check.error !== null && <ErrorState error={check.error} onRetry={start} />}
        {!check.running && result && <CheckResult result={result} />}
      </Flex>
    </Section>
  );
}
