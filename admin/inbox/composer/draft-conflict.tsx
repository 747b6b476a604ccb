import { Button, Flex } from '@strapi/design-system';
import type { DraftDto } from '../../../server/api/contracts/drafts';
import { InstantText } from '../../components/instant-text';
import { Notice } from '../../components/notice';
import { useTranslate } from '../../i18n/use-translate';

interface Props {
  other: DraftDto | null;
  onKeepMine: () => void;
  onTakeOther: () => void;
}

/** Two windows have written two answers: nothing is overwritten before somebody has chosen. */
export function DraftConflict({ other, onKeepMine, onTakeOther }: Props) {
  const t = useTranslate();
  return (
    <Notice
      tone="warning"
      title={t('draft.conflict.title')}
      action={
        <Flex gap={2} wrap="wrap">
          <Button size="S" variant="tertiary" onClick={onKeepMine}>
            {t('draft.conflict.mine')}
          </Button>
          {other && (
            <Button size="S" variant="secondary" onClick={onTakeOther}>
              {t('draft.conflict.other')}
            </Button>
          )}
        </Flex>
      }
    >
      {other && (
        <>
          <InstantText at={other.savedAt} />: “{excerpt(other.content.text)}”
        </>
      )}
    </Notice>
  );
}

const excerpt = (text: string) => {
  const words = text.replace(/\s+/g, ' ').trim();
  return words.length > 160 ? `${words.slice(0, 160)}…` : words;
};
