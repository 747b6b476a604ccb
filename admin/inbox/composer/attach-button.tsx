import { IconButton } from '@strapi/design-system';
import { Paperclip } from '@strapi/icons';
import { useRef, type ChangeEvent } from 'react';
import { useTranslate } from '../../i18n/use-translate';

interface Props {
  disabled: boolean;
  onFiles: (files: File[]) => void;
}

export function AttachButton({ disabled, onFiles }: Props) {
  const t = useTranslate();
  const input = useRef<HTMLInputElement>(null);
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    onFiles([...(event.target.files ?? [])]);
    // The same file again is a change too.
    event.target.value = '';
  };
  return (
    <>
      <input ref={input} type="file" multiple hidden aria-hidden tabIndex={-1} data-attach onChange={onChange} />
      <IconButton label={t('composer.attach')} disabled={disabled} onClick={() => input.current?.click()}>
        <Paperclip />
      </IconButton>
    </>
  );
}
