import { Button } from '@strapi/design-system';
import { Notice } from '../../components/notice';
import { useApiErrorText } from '../../i18n/use-api-error-text';
import { useTranslate } from '../../i18n/use-translate';
import { DraftConflict } from './draft-conflict';
import type { DraftHandle } from './use-draft';

interface Props {
  handle: DraftHandle;
  /** What keeps it from being sent, in words. */
  problem: string | null;
  sending: boolean;
  storedEarlier: boolean;
  /** Something newer is there than the writer has seen. */
  overtaken: boolean;
  newestSeen: string | null;
  error: unknown;
}

/** What the writer has to know before the text can go out, and what can be done about it. */
export function ComposerNotices({ handle, problem, sending, storedEarlier, overtaken, newestSeen, error }: Props) {
  const t = useTranslate();
  const errorText = useApiErrorText();
  const { draft, change, saving } = handle;
  return (
    <>
      {problem && <Notice tone="warning">{problem}</Notice>}
      {draft.unsettled && !sending && (
        <Notice
          tone="warning"
          title={t('composer.unsettled.title')}
          action={
            <Button size="S" variant="tertiary" onClick={() => change({ unsettled: false, changedUnsettled: true })}>
              {t('composer.unsettled.edit')}
            </Button>
          }
        >
          {t('composer.unsettled')}
        </Notice>
      )}
      {storedEarlier && <Notice tone="info">{t('composer.stored-earlier')}</Notice>}
      {overtaken && (
        <Notice
          tone="warning"
          action={
            <Button size="S" variant="tertiary" onClick={() => change({ seen: newestSeen })}>
              {t('composer.overtaken.seen')}
            </Button>
          }
        >
          {t('composer.overtaken')}
        </Notice>
      )}
      {saving.at === 'conflict' && (
        <DraftConflict
          other={saving.other}
          onKeepMine={handle.keepMine}
          onTakeOther={handle.takeOther}
          onKeepBoth={handle.keepBoth}
        />
      )}
      {error !== null && !draft.unsettled && <Notice tone="danger">{errorText(error)}</Notice>}
    </>
  );
}
