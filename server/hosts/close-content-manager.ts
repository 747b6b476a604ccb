import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../constants';

interface Action {
  subjects?: string[];
}

/**
 * The content manager offers its read action for every content type, hidden ones too, and super admins are granted
 * whatever is offered: its API would show them all customer mail. Without our types among an action's subjects nobody
 * can be granted it, and what was granted before is removed when Strapi cleans its permissions at the end of the boot.
 * Has to run before any plugin's bootstrap, where the content manager registers its actions.
 */
export function closeContentManager(strapi: Core.Strapi): void {
  const { actionProvider } = strapi.service('admin::permission') as {
    actionProvider: { hooks: { willRegister: { register(handler: (event: { value: Action }) => void): void } } };
  };
  actionProvider.hooks.willRegister.register(({ value }) => {
    value.subjects = value.subjects?.filter((uid) => !uid.startsWith(`plugin::${PLUGIN_ID}.`));
  });
}
