import type { PluginDefinition } from '@strapi/strapi/admin';
import { loadTranslations } from './i18n/load-translations';
import { translationId } from './i18n/translation-key';
import { MenuIcon } from './inbox/notifications/menu-icon';
import { PERMISSIONS } from './permissions';
import { PLUGIN_ID } from './plugin-id';

/** Strapi demands a default text for every link; the texts live in the translations, so the id stands in for it. */
const label = (key: Parameters<typeof translationId>[0]) => ({
  id: translationId(key),
  defaultMessage: translationId(key),
});

const plugin: PluginDefinition = {
  register(app) {
    app.addMenuLink({
      to: `plugins/${PLUGIN_ID}`,
      icon: MenuIcon,
      intlLabel: label('menu.inbox'),
      permissions: PERMISSIONS.useInbox,
      position: 3,
      Component: () => import('./inbox/inbox-page'),
    });
    app.addSettingsLink({ id: PLUGIN_ID, intlLabel: label('settings.section') }, [
      {
        id: `${PLUGIN_ID}-accounts`,
        to: `${PLUGIN_ID}/accounts`,
        intlLabel: label('settings.accounts.link'),
        permissions: PERMISSIONS.manageAccounts,
        Component: () => import('./settings/accounts/accounts-page'),
      },
      {
        id: `${PLUGIN_ID}-tags`,
        to: `${PLUGIN_ID}/tags`,
        intlLabel: label('settings.tags.link'),
        permissions: PERMISSIONS.manageTags,
        Component: () => import('./settings/tags/tags-page'),
      },
      {
        id: `${PLUGIN_ID}-templates`,
        to: `${PLUGIN_ID}/templates`,
        intlLabel: label('settings.templates.link'),
        permissions: PERMISSIONS.manageTemplates,
        Component: () => import('./settings/templates/templates-page'),
      },
    ]);
    app.registerPlugin({ id: PLUGIN_ID, name: PLUGIN_ID });
  },
  registerTrads: ({ locales }) => loadTranslations(locales),
};

export default plugin;
