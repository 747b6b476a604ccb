import { Button, Flex, IconButton, Typography } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { styled } from 'styled-components';
import type { ConversationDto } from '../../../../server/api/contracts/inbox';
import type { InboxFilters } from '../../../api/inbox';
import { useTranslate } from '../../../i18n/use-translate';
import { BulkActions } from './bulk-actions';
import { BulkResult } from './bulk-result';
import { NOTHING, type Selection } from './selection';
import { useBulk } from './use-bulk';

const Bar = styled(Flex)`
  border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  background: ${({ theme }) => theme.colors.primary100};
`;

interface Props {
  filters: InboxFilters;
  conversations: ConversationDto[];
  /** There are more than those that are loaded. */
  hasMore: boolean;
  selection: Selection;
  onChange: (selection: Selection) => void;
}

/** What is chosen, what can be done to it, and what became of that. */
export function SelectionBar({ filters, conversations, hasMore, selection, onChange }: Props) {
  const t = useTranslate();
  const { run, start, stop, forget } = useBulk(filters, selection, ({ progress }) => {
    // Those that could not be changed stay chosen: they are what is left to do.
    const left = new Set(progress.failed.map(({ id }) => id).filter(Boolean));
    onChange({ ids: left, all: false, anchor: null });
  });
  const chosen = selection.all || selection.ids.size > 0;
  if (!chosen && !run) return null;
  const everything = selection.ids.size === conversations.length && hasMore && !selection.all;
  return (
    <Bar direction="column" alignItems="stretch" gap={2} padding={3} role="region" aria-label={t('bulk.label')}>
      {chosen && !run?.running && (
        <>
          <Flex justifyContent="space-between" gap={2}>
            <Typography variant="omega" fontWeight="bold">
              {selection.all ? t('bulk.chosen.all') : t('bulk.chosen', { count: selection.ids.size })}
            </Typography>
            <Flex gap={1}>
              {selection.ids.size < conversations.length && (
                <Button
                  size="S"
                  variant="ghost"
                  onClick={() => onChange({ ...NOTHING, ids: new Set(conversations.map(({ id }) => id)) })}
                >
                  {t('bulk.choose-loaded')}
                </Button>
              )}
              {everything && (
                <Button size="S" variant="ghost" onClick={() => onChange({ ...selection, all: true })}>
                  {t('bulk.choose-all')}
                </Button>
              )}
              <IconButton size="S" variant="ghost" label={t('bulk.none')} onClick={() => onChange(NOTHING)}>
                <Cross />
              </IconButton>
            </Flex>
          </Flex>
          <BulkActions
            count={selection.all ? null : selection.ids.size}
            onStart={(change) => {
              forget();
              void start(change);
            }}
          />
        </>
      )}
      {run && <BulkResult run={run} conversations={conversations} onStop={stop} onClose={forget} />}
    </Bar>
  );
}
