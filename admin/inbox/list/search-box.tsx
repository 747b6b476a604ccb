import { Searchbar, SearchForm } from '@strapi/design-system';
import { useEffect, useRef, useState } from 'react';
import { useTranslate } from '../../i18n/use-translate';

/** Long enough that one word typed is one question, short enough to seem immediate. */
const DEBOUNCE_MS = 300;

interface Props {
  value: string;
  onChange: (text: string) => void;
}

/** Asks while one types; Enter asks at once, Escape or the cross asks for nothing. */
export function SearchBox({ value, onChange }: Props) {
  const t = useTranslate();
  const [text, setText] = useState(value);
  const asked = useRef(value);
  const ask = useRef(onChange);
  ask.current = onChange;
  // Changed from outside: the back button, "show all".
  useEffect(() => {
    if (value === asked.current) return;
    asked.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    if (text.trim() === asked.current) return undefined;
    const timer = window.setTimeout(() => {
      asked.current = text.trim();
      ask.current(text.trim());
    }, DEBOUNCE_MS);
    return () => window.clearTimeout(timer);
  }, [text]);

  const now = (next: string) => {
    setText(next);
    asked.current = next.trim();
    onChange(next.trim());
  };
  return (
    <SearchForm
      onSubmit={(event) => {
        event.preventDefault();
        now(text);
      }}
    >
      <Searchbar
        name="conversations-search"
        data-shortcut="search"
        size="S"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && text !== '') now('');
        }}
        onClear={() => now('')}
        clearLabel={t('inbox.search.clear')}
        placeholder={t('inbox.search.placeholder')}
      >
        {t('inbox.search.label')}
      </Searchbar>
    </SearchForm>
  );
}
