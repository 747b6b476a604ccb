import { Flex, Typography } from '@strapi/design-system';
import { ConfirmButton } from '../../components/confirm-button';
import { InstantText } from '../../components/instant-text';
import { useApiErrorText } from '../../i18n/use-api-error-text';
import { useTranslate } from '../../i18n/use-translate';
import type { SyncState } from './sync-state';

interface Props {
  saving: SyncState;
  isEmpty: boolean;
  disabled: boolean;
  onDiscard: () => void;
}

/** Where the words of the writer are at this moment, and the way to throw them away. */
export function DraftStatus({ saving, isEmpty, disabled, onDiscard }: Props) {
  const t = useTranslate();
  const errorText = useApiErrorText();
  if (isEmpty && saving.at !== 'failed') return null;
  return (
    <Flex gap={2} wrap="wrap">
      <Typography role="status" variant="pi" textColor={saving.at === 'failed' ? 'danger600' : 'neutral600'}>
        {saving.at === 'saved' ? (
          <>
            {t('draft.saved')} · <InstantText at={saving.savedAt} />
          </>
        ) : saving.at === 'failed' ? (
          t('draft.failed', { reason: errorText(saving.error) })
        ) : saving.at === 'idle' || saving.at === 'conflict' ? null : (
          t('draft.saving')
        )}
      </Typography>
      {!isEmpty && (
        <ConfirmButton
          size="S"
          variant="ghost"
          label={t('draft.discard')}
          title={t('draft.discard.title')}
          confirmLabel={t('draft.discard')}
          disabled={disabled}
          onConfirm={onDiscard}
        >
          {t('draft.discard.question')}
        </ConfirmButton>
      )}
    </Flex>
  );
}
