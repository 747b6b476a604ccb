/** Customer content and settings are reached by this plugin's own API alone. */
export const hidden = {
  'content-manager': { visible: false },
  'content-type-builder': { visible: false },
} as const;
