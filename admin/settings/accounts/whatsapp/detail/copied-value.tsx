import { Field, IconButton, TextInput } from '@strapi/design-system';
import { Duplicate } from '@strapi/icons';
import { useClipboard } from '@strapi/strapi/admin';
import { useNotify } from '../../../../components/use-notify';
import { useTranslate } from '../../../../i18n/use-translate';

/** To be pasted somewhere else, so one press takes all of it. */
export function CopiedValue({ name, label, value }: { name: string; label: string; value: string }) {
  const t = useTranslate();
  const notify = useNotify();
  const { copy } = useClipboard();
  const take = async () => {
    if (await copy(value)) notify.done(t('whatsapp.copied', { label }));
  };
  return (
    <Field.Root name={name} width="100%">
      <Field.Label>{label}</Field.Label>
      <TextInput
        readOnly
        value={value}
        onFocus={(event) => event.target.select()}
        endAction={
          <IconButton label={t('whatsapp.copy', { label })} variant="ghost" onClick={() => void take()}>
            <Duplicate />
          </IconButton>
        }
      />
    </Field.Root>
  );
}
