import type { ReactNode } from 'react';
import type { TestResult, TestStep } from '../../../../server/api/contracts/accounts';
import { Notice } from '../../../components/notice';
import { useTranslate } from '../../../i18n/use-translate';
import { TestSteps } from '../form/test-steps';

interface Props {
  result: TestResult;
  /** What a page offers to do about a step. */
  offer?: (step: TestStep) => ReactNode;
}

export function CheckResult({ result, offer }: Props) {
  const t = useTranslate();
  const verdict = !result.ok ? 'failed' : result.steps.some(({ status }) => status === 'warning') ? 'open' : 'passed';
  return (
    <>
      <Notice
        tone={verdict === 'passed' ? 'success' : verdict === 'open' ? 'warning' : 'danger'}
        title={t(`whatsapp.check.${verdict}.title`)}
      >
        {t(`whatsapp.check.${verdict}`)}
      </Notice>
      <TestSteps steps={result.steps} security={{}} offer={offer} />
    </>
  );
}
