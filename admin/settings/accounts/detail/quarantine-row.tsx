import { Button, Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { QuarantineDto } from '../../../../server/api/contracts/accounts';
import { useReplayQuarantinedMutation } from '../../../api/quarantine';
import { ForeignText } from '../../../components/foreign-text';
import { InstantText } from '../../../components/instant-text';
import { useFormatSize } from '../../../components/use-format-size';
import { useNotify } from '../../../components/use-notify';
import { useTranslate } from '../../../i18n/use-translate';
import { PLUGIN_ID } from '../../../plugin-id';
import { DownloadRawButton } from './download-raw-button';

interface Props {
  accountId: string;
  item: QuarantineDto;
}

export function QuarantineRow({ accountId, item }: Props) {
  const t = useTranslate();
  const { messages } = useIntl();
  const notify = useNotify();
  const formatSize = useFormatSize();
  const [replay, { isLoading }] = useReplayQuarantinedMutation();
  // The list of reasons grows with the parser; one that has no text yet shows what the server says.
  const reason = messages[`${PLUGIN_ID}.quarantine.reason.${item.reason}`];
  const run = async () => {
    const answer = await replay({ accountId, id: item.id });
    if ('error' in answer) notify.failed(answer.error);
    else notify.done(t('quarantine.replayed'));
  };
  return (
    <Flex tag="li" justifyContent="space-between" gap={4} wrap="wrap">
      <Flex direction="column" alignItems="flex-start" gap={1}>
        <Typography fontWeight="semiBold">{typeof reason === 'string' ? reason : item.message}</Typography>
        {(item.subject !== null || item.from !== null) && (
          <Typography>
            <ForeignText>{item.subject ?? ''}</ForeignText> <ForeignText>{item.from ?? ''}</ForeignText>
          </Typography>
        )}
        <Typography variant="pi" textColor="neutral600">
          <InstantText at={item.receivedAt} /> · {formatSize(item.size)} ·{' '}
          {t('jobs.attempts', { count: item.attempts })}
        </Typography>
      </Flex>
      {item.replayable && (
        <Flex gap={2} wrap="wrap">
          <DownloadRawButton accountId={accountId} entryId={item.id} />
          <Button variant="tertiary" size="S" loading={isLoading} onClick={() => void run()}>
            {t('quarantine.replay')}
          </Button>
        </Flex>
      )}
    </Flex>
  );
}
