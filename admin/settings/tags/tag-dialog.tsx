import { Field, Flex, TextInput, Textarea, Typography } from '@strapi/design-system';
import { useState, type ReactNode } from 'react';
import type { ManagedTagDto } from '../../../server/api/contracts/tags';
import { MAX_TAG_DESCRIPTION, MAX_TAG_NAME, TAG_PALETTE } from '../../../server/tags/palette';
import { readApiError } from '../../api/api-error';
import { useCreateTagMutation, useUpdateTagMutation } from '../../api/tags';
import { FormDialog } from '../../components/form-dialog';
import { useNotify } from '../../components/use-notify';
import { useApiErrorText } from '../../i18n/use-api-error-text';
import { useTranslate } from '../../i18n/use-translate';
import { TagMark } from '../../tags/tag-mark';
import { ColorField } from './color-field';

const blank = { name: '', description: '', color: TAG_PALETTE[7].value as string };

/** Makes a tag, or changes one: name, colour, description, and how it will look. */
export function TagDialog({ tag, trigger }: { tag?: ManagedTagDto; trigger: ReactNode }) {
  const t = useTranslate();
  const notify = useNotify();
  const errorText = useApiErrorText();
  const [createTag, creating] = useCreateTagMutation();
  const [updateTag, updating] = useUpdateTagMutation();
  const start = tag ? { name: tag.name, description: tag.description, color: tag.color } : blank;
  const [values, setValues] = useState(start);
  const [nameError, setNameError] = useState<string>();
  const set = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }));

  const submit = async () => {
    if (values.name.trim() === '') {
      setNameError(t('tags.name.required'));
      return false;
    }
    const answer = tag ? await updateTag({ id: tag.id, changes: values }) : await createTag(values);
    if (!('error' in answer)) {
      notify.done(t('tags.saved', { name: values.name.trim() }));
      return true;
    }
    const { code, fields } = readApiError(answer.error);
    if (code === 'tag-name-taken') setNameError(errorText(answer.error));
    else if (fields.name) setNameError(t('tags.name.invalid'));
    else notify.failed(answer.error);
    return false;
  };
  return (
    <FormDialog
      trigger={trigger}
      title={tag ? t('tags.edit', { name: tag.name }) : t('tags.new')}
      submit={t('action.save')}
      loading={creating.isLoading || updating.isLoading}
      onReset={() => {
        setValues(start);
        setNameError(undefined);
      }}
      onSubmit={submit}
    >
      <Field.Root name="name" required error={nameError}>
        <Field.Label>{t('tags.name')}</Field.Label>
        <TextInput
          maxLength={MAX_TAG_NAME}
          value={values.name}
          onChange={(event) => {
            set({ name: event.target.value });
            setNameError(undefined);
          }}
        />
        <Field.Error />
      </Field.Root>
      <ColorField value={values.color} onChange={(color) => set({ color })} />
      <Field.Root name="description" hint={t('tags.description.hint')}>
        <Field.Label>{t('tags.description')}</Field.Label>
        <Textarea
          maxLength={MAX_TAG_DESCRIPTION}
          value={values.description}
          onChange={(event) => set({ description: event.target.value })}
        />
        <Field.Hint />
      </Field.Root>
      <Flex gap={2} alignItems="center">
        <Typography variant="pi" textColor="neutral600">
          {t('tags.preview')}
        </Typography>
        <TagMark tag={{ name: values.name.trim() || t('tags.name'), color: values.color }} />
      </Flex>
    </FormDialog>
  );
}
