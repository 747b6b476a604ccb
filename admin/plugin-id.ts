import type { PLUGIN_ID as ServerPluginId } from '../server/constants';

/** Checked against the server's by type only: the admin bundle takes nothing of the server with it. */
export const PLUGIN_ID: typeof ServerPluginId = 'conversations';
