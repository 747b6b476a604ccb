import { Page } from '@strapi/strapi/admin';
import { useTranslate } from '../../i18n/use-translate';
import { PERMISSIONS } from '../../permissions';
import { TagsList } from './tags-list';

export default function TagsPage() {
  const t = useTranslate();
  return (
    <Page.Protect permissions={PERMISSIONS.manageTags}>
      <Page.Title>{t('tags.title')}</Page.Title>
      <TagsList />
    </Page.Protect>
  );
}
