import en from '../../../admin/translations/en.json';
import es from '../../../admin/translations/es.json';

export type Language = 'en' | 'es';
export type Words = (key: keyof typeof en, values?: Record<string, string>) => string;

const TEXTS: Record<Language, Record<string, string>> = { en, es };

/** What stands on the screen in a language, so that a test reads the page as the person in front of it does. */
export function wordsOf(language: Language): Words {
  return (key, values = {}) => {
    const text = TEXTS[language][key];
    if (text === undefined) throw new Error(`there is no ${language} text for ${key}`);
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  };
}
