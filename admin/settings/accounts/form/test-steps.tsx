import { Flex, Typography } from '@strapi/design-system';
import { CheckCircle, CrossCircle, Minus, WarningCircle } from '@strapi/icons';
import type { ReactNode } from 'react';
import type { ConnectionSecurity, TestStep } from '../../../../server/api/contracts/accounts';
import { useTranslate } from '../../../i18n/use-translate';
import { StepDetail } from './step-detail';
import { TroubleText } from '../trouble-text';

const ICON: Record<TestStep['status'], ReactNode> = {
  ok: <CheckCircle fill="success600" />,
  warning: <WarningCircle fill="warning600" />,
  failed: <CrossCircle fill="danger600" />,
  skipped: <Minus fill="neutral500" />,
};

interface Props {
  steps: TestStep[];
  /** What was tested with: without encryption there is nothing to try about it. */
  security: Partial<Record<TestStep['target'], ConnectionSecurity>>;
  /** What the page offers to do about a step. */
  offer?: (step: TestStep) => ReactNode;
}

/** Every step of a connection test, with what a failed one means and what to do. */
export function TestSteps({ steps, security, offer }: Props) {
  const t = useTranslate();
  const outcomeOf = ({ target, step, status }: TestStep) =>
    status === 'skipped' && step === 'tls' && security[target] === 'none' ? 'unused' : status;
  return (
    <Flex tag="ol" direction="column" alignItems="stretch" gap={3}>
      {steps.map((step) => (
        <Flex tag="li" key={`${step.target}-${step.step}`} gap={3} alignItems="flex-start" data-status={step.status}>
          <Flex paddingTop={1} aria-hidden>
            {ICON[step.status]}
          </Flex>
          <Flex direction="column" alignItems="flex-start" gap={1}>
            <Typography fontWeight="semiBold" textColor={step.status === 'skipped' ? 'neutral600' : 'neutral800'}>
              {t(`test.target.${step.target}`)}: {t(`test.step.${step.step}`)} ({t(`test.status.${outcomeOf(step)}`)})
            </Typography>
            {step.code && <TroubleText code={step.code} />}
            {step.code && step.detail && <StepDetail step={step} />}
            {offer?.(step)}
          </Flex>
        </Flex>
      ))}
    </Flex>
  );
}
