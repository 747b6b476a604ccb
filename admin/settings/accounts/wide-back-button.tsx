import { BackButton, useIsMobile } from '@strapi/strapi/admin';

/** On a narrow screen the settings of the admin have such a link of their own above every page. */
export function WideBackButton({ fallback }: { fallback: string }) {
  return useIsMobile() ? null : <BackButton fallback={fallback} />;
}
