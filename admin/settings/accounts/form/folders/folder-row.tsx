import { Checkbox, Flex, Typography } from '@strapi/design-system';
import type { MailboxFolderDto } from '../../../../../server/api/contracts/folders';
import { useTranslate } from '../../../../i18n/use-translate';
import { choiceOf } from './folder-choice';

interface Props {
  folder: MailboxFolderDto;
  chosen: boolean;
  onChoose: (follow: boolean) => void;
}

export function FolderRow({ folder, chosen, onChoose }: Props) {
  const t = useTranslate();
  const choice = choiceOf(folder);
  return (
    <Flex direction="column" alignItems="flex-start" gap={1} style={{ paddingInlineStart: `${folder.depth * 1.5}rem` }}>
      <Checkbox
        checked={choice === 'fixed' || chosen}
        // One that was chosen before it became closed can still be given up.
        disabled={choice === 'fixed' || (choice === 'closed' && !chosen)}
        onCheckedChange={(checked) => onChoose(checked === true)}
      >
        {folder.use ? t('folders.with-use', { name: folder.name, use: t(`folders.use.${folder.use}`) }) : folder.name}
      </Checkbox>
      {chosen && choice === 'doubtful' && (
        <Typography variant="pi" textColor="warning700">
          {t('folders.doubtful')}
        </Typography>
      )}
      {folder.use === 'drafts' && (
        <Typography variant="pi" textColor="neutral600">
          {t('folders.drafts')}
        </Typography>
      )}
    </Flex>
  );
}
