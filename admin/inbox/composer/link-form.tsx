import { Button, Field, Flex, TextInput } from '@strapi/design-system';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslate } from '../../i18n/use-translate';
import { linkAddress } from './link-address';

interface Props {
  onLink: (url: string) => void;
  onCancel: () => void;
}

export function LinkForm({ onLink, onCancel }: Props) {
  const t = useTranslate();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const take = () => {
    const url = linkAddress(typed);
    if (url) onLink(url);
    else setProblem(t('composer.link.problem'));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onCancel();
    if (event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
    take();
  };
  return (
    <Field.Root name="composer-link" error={problem}>
      <Field.Label>{t('composer.link.address')}</Field.Label>
      <Flex gap={2} alignItems="flex-start">
        <TextInput
          ref={input}
          size="S"
          inputMode="url"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <Button size="S" onClick={take}>
          {t('composer.link')}
        </Button>
        <Button size="S" variant="tertiary" onClick={onCancel}>
          {t('action.cancel')}
        </Button>
      </Flex>
      <Field.Error />
    </Field.Root>
  );
}
