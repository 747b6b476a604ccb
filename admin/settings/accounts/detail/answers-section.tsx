import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import type { AccountDto } from '../../../../server/api/contracts/accounts';
import { useUpdateAccountMutation } from '../../../api/accounts';
import { Section } from '../../../components/section';
import { useNotify } from '../../../components/use-notify';
import { useTranslate } from '../../../i18n/use-translate';

const USUAL = [0, 5, 10, 20, 30];

/** How answers of this account go out. */
export function AnswersSection({ account: { id, undoSeconds } }: { account: AccountDto }) {
  const t = useTranslate();
  const notify = useNotify();
  const [updateAccount, { isLoading }] = useUpdateAccountMutation();
  const choose = async (seconds: number) => {
    const answer = await updateAccount({ id, changes: { undoSeconds: seconds } });
    if ('error' in answer) notify.failed(answer.error);
  };
  const choices = [...new Set([...USUAL, undoSeconds])].sort((a, b) => a - b);
  return (
    <Section title={t('undo.label')} hint={t('undo.hint')}>
      <Field.Root maxWidth="32rem">
        <SingleSelect
          aria-label={t('undo.label')}
          value={String(undoSeconds)}
          disabled={isLoading}
          onChange={(seconds: string | number) => void choose(Number(seconds))}
        >
          {choices.map((seconds) => (
            <SingleSelectOption key={seconds} value={String(seconds)}>
              {seconds === 0 ? t('undo.off') : t('undo.seconds', { seconds })}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Field.Root>
    </Section>
  );
}
