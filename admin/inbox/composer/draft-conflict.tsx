import { Button, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { DraftDto } from '../../../server/api/contracts/drafts';
import { InstantText } from '../../components/instant-text';
import { Notice } from '../../components/notice';
import { useTranslate } from '../../i18n/use-translate';

interface Props {
  other: DraftDto | null;
  onKeepMine: () => void;
  onTakeOther: () => void;
  onKeepBoth: () => void;
}

/** Two windows have written two answers: nothing is overwritten before somebody has chosen. */
export function DraftConflict({ other, onKeepMine, onTakeOther, onKeepBoth }: Props) {
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
            <>
              <Button size="S" variant="tertiary" onClick={onTakeOther}>
                {t('draft.conflict.other')}
              </Button>
              <Button size="S" variant="secondary" onClick={onKeepBoth}>
                {t('draft.conflict.both')}
              </Button>
            </>
          )}
        </Flex>
      }
    >
      {other ? <OtherText {...other} /> : t('draft.conflict.gone')}
    </Notice>
  );
}

/** Its beginning, and all of it when it is opened. */
function OtherText({ content, attachments, savedAt }: DraftDto) {
  const t = useTranslate();
  const text = content.text.trim();
  const beginning = excerpt(text);
  return (
    <>
      {t('draft.conflict.when')} <InstantText at={savedAt} />
      {attachments.length > 0 && <> · {t('draft.conflict.files', { count: attachments.length })}</>}
      {text === '' ? (
        <Typography tag="p">{t('draft.conflict.empty')}</Typography>
      ) : beginning === text ? (
        <Whole>{text}</Whole>
      ) : (
        <details>
          <summary>
            {t('draft.conflict.read')}: “{beginning}”
          </summary>
          <Whole>{text}</Whole>
        </details>
      )}
    </>
  );
}

const Whole = styled.blockquote`
  margin: ${({ theme }) => theme.spaces[2]} 0 0;
  padding-inline-start: ${({ theme }) => theme.spaces[3]};
  border-inline-start: 3px solid ${({ theme }) => theme.colors.warning500};
  max-height: 16rem;
  overflow: auto;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
`;

const excerpt = (text: string) => (text.length > 160 ? `${text.slice(0, 160).replace(/\s+/g, ' ')}…` : text);
