import { Flex, Textarea, Typography } from '@strapi/design-system';
import { useEffect, useRef, type ClipboardEvent, type KeyboardEvent } from 'react';
import { useTranslate } from '../../../i18n/use-translate';

/** The rest is told from here on. */
const TELL_FROM = 0.85;

interface Props {
  label: string;
  placeholder: string;
  value: string;
  /** Null: as long as one likes. */
  limit: number | null;
  disabled: boolean;
  /** Grows with every wish to write here. */
  focusCount: number;
  onChange: (text: string) => void;
  onFiles: (files: File[]) => void;
  onSubmit: () => void;
}

export function PlainEditor(props: Props) {
  const { label, placeholder, value, limit, disabled, focusCount, onChange, onFiles, onSubmit } = props;
  const t = useTranslate();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (focusCount > 0) field.current?.focus();
  }, [focusCount]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onSubmit();
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    if (files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  };
  const over = limit !== null && value.length > limit;
  return (
    <Flex direction="column" alignItems="stretch" gap={1}>
      <Textarea
        ref={field}
        aria-label={label}
        placeholder={placeholder}
        value={value}
        rows={3}
        disabled={disabled}
        style={{ minHeight: '7rem', resize: 'vertical' }}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      {limit !== null && value.length >= limit * TELL_FROM && (
        <Typography variant="pi" textColor={over ? 'danger600' : 'neutral600'} role="status" textAlign="right">
          {t('whatsapp.composer.count', { count: value.length, limit })}
        </Typography>
      )}
    </Flex>
  );
}
