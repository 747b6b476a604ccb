import { Box, Button, Flex, Typography } from '@strapi/design-system';
import type { TemplateApprovalDto, TemplateDto } from '../../../server/api/contracts/templates';
import { useGetTemplateAccountsQuery, useSubmitTemplateMutation } from '../../api/templates';
import { ForeignText } from '../../components/foreign-text';
import { InstantText } from '../../components/instant-text';
import { Section } from '../../components/section';
import { useNotify } from '../../components/use-notify';
import { useTranslate } from '../../i18n/use-translate';
import { TemplateState } from './template-state';

/** Where a template stands with Meta, in each WhatsApp Business account that it is for, and what to do. */
export function ApprovalPanel({ template }: { template: TemplateDto }) {
  const t = useTranslate();
  const notify = useNotify();
  const [submit, { isLoading }] = useSubmitTemplateMutation();
  const { approvals, state } = template;
  const unsent = approvals.length === 0 || approvals.some((one) => !one.current && one.state !== 'pending');
  const send = async () => {
    const answer = await submit(template.id);
    if ('error' in answer) notify.failed(answer.error);
  };
  return (
    <Section title={t('templates.approval')} hint={t(`templates.state.${state}.hint`)}>
      <Flex direction="column" alignItems="stretch" gap={3} role="status">
        {approvals.map((approval) => (
          <Approval key={approval.id} approval={approval} />
        ))}
        {unsent && !template.archived && (
          <Flex gap={3} wrap="wrap">
            <Button variant="secondary" loading={isLoading} onClick={() => void send()}>
              {t('templates.submit')}
            </Button>
            {approvals.length > 0 && <Typography variant="pi">{t('templates.approval.changed')}</Typography>}
          </Flex>
        )}
      </Flex>
    </Section>
  );
}

function Approval({ approval }: { approval: TemplateApprovalDto }) {
  const t = useTranslate();
  const { data: accounts = [] } = useGetTemplateAccountsQuery();
  const { state, at, reason, advice, requestedCategory, category, announcedCategory, quality } = approval;
  const names = accounts.filter(({ id }) => approval.accountIds.includes(id)).map(({ name }) => name);
  const known = (word: string) => (word === 'utility' || word === 'marketing' ? t(`templates.category.${word}`) : word);
  return (
    <Box padding={3} borderColor="neutral200" hasRadius data-approval={state}>
      <Flex direction="column" alignItems="flex-start" gap={1}>
        <Flex gap={2} wrap="wrap">
          <Typography fontWeight="bold">
            <ForeignText>{names.join(', ')}</ForeignText>
          </Typography>
          <TemplateState state={state} />
          <Typography variant="pi" textColor="neutral600">
            <InstantText at={at} />
          </Typography>
          {category !== null && <Typography variant="pi">{known(category)}</Typography>}
          {quality !== null && quality !== 'unknown' && (
            <Typography variant="pi">
              {t('templates.quality', { quality: t(`templates.quality.${qualityOf(quality)}`) })}
            </Typography>
          )}
        </Flex>
        {reason !== null && (
          <Typography textColor="neutral800">
            <ForeignText>{isReason(reason) ? t(`templates.reason.${reason}`) : reason}</ForeignText>
          </Typography>
        )}
        {advice !== null && (
          <Typography textColor="neutral800">
            <ForeignText>{advice}</ForeignText>
          </Typography>
        )}
        {approval.pausedUntil !== null && (
          <Typography variant="pi">
            {t('templates.paused-until')} <InstantText at={approval.pausedUntil} />
          </Typography>
        )}
        {approval.editableAt !== null && (
          <Typography variant="pi">
            {t('templates.editable-at')} <InstantText at={approval.editableAt} />
          </Typography>
        )}
        {requestedCategory !== null && category !== null && requestedCategory !== category && (
          <Typography variant="pi" textColor="neutral800" fontWeight="bold">
            {t('templates.category.changed', { from: known(requestedCategory), to: known(category) })}
          </Typography>
        )}
        {announcedCategory !== null && (
          <Typography variant="pi" textColor="neutral800" fontWeight="bold">
            {t('templates.category.announced', { to: known(announcedCategory) })}
          </Typography>
        )}
        {approval.unsupported !== null && (
          <Typography variant="pi">{t('templates.unsupported', { what: approval.unsupported })}</Typography>
        )}
      </Flex>
    </Box>
  );
}

/** Meta's codes, which are not sentences. Meta: `message_template_status_update`. */
const REASONS = [
  'ABUSIVE_CONTENT',
  'CATEGORY_NOT_AVAILABLE',
  'INCORRECT_CATEGORY',
  'INVALID_FORMAT',
  'PROMOTIONAL',
  'SCAM',
  'TAG_CONTENT_MISMATCH',
  'no-account',
] as const;
const isReason = (reason: string): reason is (typeof REASONS)[number] =>
  (REASONS as readonly string[]).includes(reason);

const qualityOf = (quality: string) =>
  quality === 'green' ? 'green' : quality === 'yellow' ? 'yellow' : quality === 'red' ? 'red' : 'other';
