import { Typography } from '@strapi/design-system';
import type { TestStep } from '../../../../server/api/contracts/accounts';
import { InstantText } from '../../../components/instant-text';

/** What a step is about, as the provider names it. */
export function StepDetail({ step: { step, detail = '' } }: { step: TestStep }) {
  return (
    <Typography variant="pi" style={{ overflowWrap: 'anywhere' }}>
      {step === 'token' ? <InstantText at={detail} /> : <code>{detail}</code>}
    </Typography>
  );
}
