import { Button, Flex, Typography } from '@strapi/design-system';
import { useForm } from '@strapi/strapi/admin';
import { ErrorState } from '../../../../components/error-state';
import { LoadingState } from '../../../../components/loading-state';
import { Notice } from '../../../../components/notice';
import { Section } from '../../../../components/section';
import { useTranslate } from '../../../../i18n/use-translate';
import { TroubleText } from '../../trouble-text';
import { asFormErrors, problemTexts } from '../form-errors';
import { connectionProblems } from '../form-validation';
import type { AccountFormValues } from '../form-values';
import { ChosenPaths } from './chosen-paths';
import { missingFrom, withFolder } from './folder-choice';
import { FolderRow } from './folder-row';
import { useFolderList } from './use-folder-list';

interface Props {
  /** Null for a new account. */
  stored: { id: string; values: AccountFormValues } | null;
}

/** Which folders are followed besides the inbox and sent mail, from what the server has. */
export function FoldersField({ stored }: Props) {
  const t = useTranslate();
  const values = useForm('FoldersField', (form) => form.values) as AccountFormValues;
  const onChange = useForm('FoldersField', (form) => form.onChange);
  const setErrors = useForm('FoldersField', (form) => form.setErrors);
  const { run, listFor, running, error } = useFolderList(stored?.id ?? null);
  const list = listFor(values);
  const chosen = values.folders;

  const ask = () => {
    const problems = connectionProblems(values, stored?.values ?? null);
    setErrors(asFormErrors(problemTexts(problems, t)));
    if (problems.length === 0) void run(values);
  };
  const choose = (path: string, follow: boolean) => onChange('folders', withFolder(chosen, path, follow));
  return (
    <Section
      title={t('folders.title')}
      hint={t('folders.hint')}
      actions={
        <Button variant="secondary" loading={running} onClick={ask}>
          {t('folders.list')}
        </Button>
      }
    >
      <Flex direction="column" alignItems="stretch" gap={3} aria-live="polite">
        {running && <LoadingState />}
        {!running && error !== null && <ErrorState error={error} onRetry={ask} />}
        {list?.trouble && (
          <Notice tone="danger">
            <TroubleText code={list.trouble.code} />
          </Notice>
        )}
        {list?.folders ? (
          <Flex direction="column" alignItems="stretch" gap={2}>
            {list.folders.map((folder) => (
              <FolderRow
                key={folder.path}
                folder={folder}
                chosen={chosen.includes(folder.path)}
                onChoose={(follow) => choose(folder.path, follow)}
              />
            ))}
            <ChosenPaths paths={missingFrom(list.folders, chosen)} missing onRemove={(path) => choose(path, false)} />
          </Flex>
        ) : chosen.length > 0 ? (
          <ChosenPaths paths={chosen} missing={false} onRemove={(path) => choose(path, false)} />
        ) : (
          <Typography textColor="neutral600">{t('folders.none')}</Typography>
        )}
      </Flex>
    </Section>
  );
}
