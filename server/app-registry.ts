import type { Core } from '@strapi/strapi';
import type { App } from './app';

const apps = new WeakMap<Core.Strapi, App>();

export const setApp = (strapi: Core.Strapi, app: App): void => void apps.set(strapi, app);

/** Null when the boot ended before the plugin was put together. */
export const findApp = (strapi: Core.Strapi): App | null => apps.get(strapi) ?? null;

export function appOf(strapi: Core.Strapi): App {
  const app = apps.get(strapi);
  if (!app) throw new Error('the Conversations plugin has not been started');
  return app;
}
