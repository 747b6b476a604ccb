import { Box, Button, Field, Flex, Popover, TextInput, Typography } from '@strapi/design-system';
import { Clock } from '@strapi/icons';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { ConversationDetailDto, UpdateConversation } from '../../../server/api/contracts/inbox';
import { useUpdateConversationMutation } from '../../api/conversation';
import { useNotify } from '../../components/use-notify';
import { useTranslate } from '../../i18n/use-translate';
import { snoozeUntil, SNOOZES, toLocalInput } from './snooze-times';

/** Puts a conversation off: until a time, until an answer, or until something else happens. */
export function LaterMenu({ conversation: { id, status } }: { conversation: ConversationDetailDto }) {
  const t = useTranslate();
  const { formatDate } = useIntl();
  const notify = useNotify();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState('');
  const [update, { isLoading }] = useUpdateConversationMutation();
  const now = new Date();
  const change = async (changes: UpdateConversation) => {
    setOpen(false);
    const answer = await update({ id, changes });
    if ('error' in answer) notify.failed(answer.error);
  };
  const snooze = (until: Date | null) => void change({ status: 'snoozed', snoozedUntil: until && until.toISOString() });
  const shown = (at: Date) => formatDate(at, { weekday: 'short', hour: 'numeric', minute: '2-digit' });
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger>
        <Button data-shortcut="later" size="S" variant="tertiary" startIcon={<Clock />} loading={isLoading}>
          {t('later.title')}
        </Button>
      </Popover.Trigger>
      <Popover.Content side="bottom" align="end">
        <Flex direction="column" alignItems="stretch" gap={1} padding={2} width="28rem" maxWidth="80vw">
          {SNOOZES.map((name) => {
            const until = snoozeUntil(name, now);
            return (
              <Button key={name} variant="ghost" size="S" fullWidth onClick={() => snooze(until)}>
                <Flex justifyContent="space-between" gap={4} width="100%">
                  <span>{t(`later.${name}`)}</span>
                  <Typography variant="pi" textColor="neutral600">
                    {shown(until)}
                  </Typography>
                </Flex>
              </Button>
            );
          })}
          <Button variant="ghost" size="S" fullWidth onClick={() => snooze(null)}>
            {t('later.reply')}
          </Button>
          {status !== 'pending' && (
            <Button variant="ghost" size="S" fullWidth onClick={() => void change({ status: 'pending' })}>
              {t('later.pending')}
            </Button>
          )}
          {status !== 'open' && (
            <Button variant="ghost" size="S" fullWidth onClick={() => void change({ status: 'open' })}>
              {t('later.open')}
            </Button>
          )}
          <Box padding={2}>
            <Field.Root>
              <Field.Label>{t('later.until')}</Field.Label>
              <TextInput
                type="datetime-local"
                size="S"
                min={toLocalInput(now)}
                value={chosen}
                onChange={(event) => setChosen(event.target.value)}
              />
            </Field.Root>
            <Box paddingTop={2}>
              <Button size="S" fullWidth disabled={chosen === ''} onClick={() => snooze(new Date(chosen))}>
                {t('later.snooze')}
              </Button>
            </Box>
          </Box>
        </Flex>
      </Popover.Content>
    </Popover.Root>
  );
}
