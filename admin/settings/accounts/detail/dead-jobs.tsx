import { Button, Flex, Typography } from '@strapi/design-system';
import type { DeadJobDto } from '../../../../server/api/contracts/accounts';
import { useRetryJobMutation } from '../../../api/health';
import { InstantText } from '../../../components/instant-text';
import { useNotify } from '../../../components/use-notify';
import { useTranslate } from '../../../i18n/use-translate';

interface Props {
  accountId: string;
  jobs: DeadJobDto[];
}

/** Work that was given up after its last attempt. */
export function DeadJobs({ accountId, jobs }: Props) {
  const t = useTranslate();
  const notify = useNotify();
  const [retryJob, { isLoading, originalArgs }] = useRetryJobMutation();
  if (jobs.length === 0) return null;
  const retry = async (jobId: string) => {
    const answer = await retryJob({ accountId, jobId });
    if ('error' in answer) notify.failed(answer.error);
    else notify.done(t('jobs.retried'));
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Typography variant="omega" fontWeight="bold" textColor="danger600">
        {t('jobs.dead', { count: jobs.length })}
      </Typography>
      {jobs.map((job) => (
        <Flex key={job.id} justifyContent="space-between" gap={4} wrap="wrap">
          <Flex direction="column" alignItems="flex-start">
            <Typography fontWeight="semiBold">{job.topic}</Typography>
            <Typography variant="pi" textColor="neutral600">
              {t('jobs.attempts', { count: job.attempts })} · <InstantText at={job.diedAt} /> · {job.error}
            </Typography>
          </Flex>
          <Button
            variant="tertiary"
            size="S"
            loading={isLoading && originalArgs?.jobId === job.id}
            onClick={() => void retry(job.id)}
          >
            {t('action.try-again')}
          </Button>
        </Flex>
      ))}
    </Flex>
  );
}
