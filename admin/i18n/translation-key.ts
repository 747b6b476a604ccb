import type en from '../translations/en.json';
import { PLUGIN_ID } from '../plugin-id';

/** Every text on screen; a key that does not exist is a type error. */
export type TranslationKey = keyof typeof en;

/** Strapi keeps all texts of the admin in one flat map. */
export const translationId = (key: TranslationKey): string => `${PLUGIN_ID}.${key}`;
