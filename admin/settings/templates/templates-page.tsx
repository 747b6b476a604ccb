import { Page } from '@strapi/strapi/admin';
import { Route, Routes } from 'react-router-dom';
import { useTranslate } from '../../i18n/use-translate';
import { PERMISSIONS } from '../../permissions';
import { EditTemplatePage } from './edit-template-page';
import { NewTemplatePage } from './new-template-page';
import { TemplatesListPage } from './templates-list-page';

export default function TemplatesPage() {
  const t = useTranslate();
  return (
    <Page.Protect permissions={PERMISSIONS.manageTemplates}>
      <Page.Title>{t('templates.title')}</Page.Title>
      <Routes>
        <Route index element={<TemplatesListPage />} />
        <Route path="new/:medium" element={<NewTemplatePage />} />
        <Route path=":templateId" element={<EditTemplatePage />} />
      </Routes>
    </Page.Protect>
  );
}
