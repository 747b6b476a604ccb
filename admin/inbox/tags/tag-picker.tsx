import { Button, Popover } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useState } from 'react';
import type { ConversationTagDto } from '../../../server/api/contracts/tags';
import { useCreateTagInPlaceMutation } from '../../api/tags';
import { useNotify } from '../../components/use-notify';
import { useTranslate } from '../../i18n/use-translate';
import { existingTag } from '../../tags/existing-tag';
import { TagChoices } from '../../tags/tag-choices';

type Choice = Omit<ConversationTagDto, 'retired'>;

interface Props {
  carried: ConversationTagDto[];
  onAdd: (tag: Choice) => void;
  onRemove: (tag: Choice) => void;
}

/** Tags to choose by typing; a name that there is not yet can be made on the spot. */
export function TagPicker({ carried, onAdd, onRemove }: Props) {
  const t = useTranslate();
  const notify = useNotify();
  const [open, setOpen] = useState(false);
  const [createTag, { isLoading }] = useCreateTagInPlaceMutation();
  const create = async (name: string) => {
    const answer = await createTag({ name });
    // Somebody was quicker: theirs is the one that was meant.
    const tag = 'error' in answer ? existingTag(answer.error) : answer.data;
    if (tag) onAdd(tag);
    else if ('error' in answer) notify.failed(answer.error);
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger>
        <Button data-shortcut="tag" size="S" variant="tertiary" startIcon={<Plus />} loading={isLoading}>
          {t('tags.add')}
        </Button>
      </Popover.Trigger>
      <Popover.Content side="bottom" align="start">
        <TagChoices
          chosen={carried.map(({ id }) => id)}
          onChoose={(tag, on) => (on ? onAdd(tag) : onRemove(tag))}
          onCreate={(name) => void create(name)}
        />
      </Popover.Content>
    </Popover.Root>
  );
}
