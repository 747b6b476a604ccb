/** Where the API is: the admin may be served from another address. Empty for the same one. */
export const backendUrl = (): string =>
  (window as unknown as { strapi?: { backendURL?: string } }).strapi?.backendURL ?? '';
