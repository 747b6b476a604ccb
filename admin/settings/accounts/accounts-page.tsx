import { Page } from '@strapi/strapi/admin';
import { Route, Routes } from 'react-router-dom';
import { useTranslate } from '../../i18n/use-translate';
import { PERMISSIONS } from '../../permissions';
import { AccountDetailPage } from './detail/account-detail-page';
import { EditAccountPage } from './form/edit-account-page';
import { NewAccountPage } from './form/new-account-page';
import { JournalPage } from './journal/journal-page';
import { AccountsListPage } from './list/accounts-list-page';
import { ChooseKindPage } from './whatsapp/choose-kind-page';
import { NewNumberPage } from './whatsapp/form/new-number-page';
import { RequirementsPage } from './whatsapp/requirements-page';

export default function AccountsPage() {
  const t = useTranslate();
  return (
    <Page.Protect permissions={PERMISSIONS.manageAccounts}>
      <Page.Title>{t('accounts.title')}</Page.Title>
      <Routes>
        <Route index element={<AccountsListPage />} />
        <Route path="new" element={<ChooseKindPage />} />
        <Route path="new/email" element={<NewAccountPage />} />
        <Route path="new/whatsapp" element={<RequirementsPage />} />
        <Route path="new/whatsapp/connect" element={<NewNumberPage />} />
        <Route path=":accountId" element={<AccountDetailPage />} />
        <Route path=":accountId/journal/:part" element={<JournalPage />} />
        <Route path=":accountId/edit" element={<EditAccountPage />} />
      </Routes>
    </Page.Protect>
  );
}
