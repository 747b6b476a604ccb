import { PLUGIN_ID } from '../plugin-id';

type Texts = Record<string, string>;

const loaders: Record<string, () => Promise<{ default: Texts }>> = {
  en: () => import('../translations/en.json'),
  es: () => import('../translations/es.json'),
};

const prefixed = (texts: Texts): Texts =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [`${PLUGIN_ID}.${key}`, text]));

/**
 * Texts for the locales that the host enables. A regional locale such as `es-MX` gets its language; an unknown one gets
 * none and Strapi falls back to English.
 */
export const loadTranslations = (locales: string[]) =>
  Promise.all(
    locales.map(async (locale) => {
      const load = loaders[locale] ?? loaders[locale.split('-')[0] ?? ''];
      return { locale, data: load ? prefixed((await load()).default) : {} };
    })
  );
