import { Button, Flex, Typography } from '@strapi/design-system';
import type { ConversationDto } from '../../../../server/api/contracts/inbox';
import { ForeignText } from '../../../components/foreign-text';
import { Notice } from '../../../components/notice';
import { useApiErrorText } from '../../../i18n/use-api-error-text';
import { useTranslate } from '../../../i18n/use-translate';
import type { BulkRun } from './use-bulk';

const SHOWN = 20;

interface Props {
  run: BulkRun;
  conversations: ConversationDto[];
  onStop: () => void;
  onClose: () => void;
}

/** How far it is; at the end what was done, and which ones could not be changed and why. */
export function BulkResult({ run: { progress, running, stopped }, conversations, onStop, onClose }: Props) {
  const t = useTranslate();
  const errorText = useApiErrorText();
  const { done, total, failed } = progress;
  const nameOf = (id: string) => {
    const found = conversations.find((conversation) => conversation.id === id);
    return found ? found.subject || found.contact.name || found.contact.address : '';
  };
  const text = running
    ? total === null
      ? t('bulk.finding')
      : t('bulk.progress', { done: done + failed.length, total })
    : t(stopped ? 'bulk.stopped' : 'bulk.done', { done });
  return (
    <Notice tone={failed.length > 0 ? 'warning' : 'info'}>
      <Flex direction="column" alignItems="stretch" gap={2}>
        <Flex justifyContent="space-between" gap={2}>
          <span role="status">{text}</span>
          <Button size="S" variant="ghost" onClick={running ? onStop : onClose}>
            {t(running ? 'bulk.stop' : 'action.close')}
          </Button>
        </Flex>
        {!running && failed.length > 0 && (
          <>
            <Typography variant="pi">{t('bulk.failed', { count: failed.length })}</Typography>
            <Flex tag="ul" direction="column" alignItems="stretch" gap={1} paddingLeft={4}>
              {failed.slice(0, SHOWN).map(({ id, code, message }) => (
                <Typography key={id} tag="li" variant="pi" style={{ overflowWrap: 'anywhere' }}>
                  <ForeignText>{nameOf(id)}</ForeignText> {errorText({ details: { code }, message, status: 400 })}
                </Typography>
              ))}
            </Flex>
          </>
        )}
      </Flex>
    </Notice>
  );
}
