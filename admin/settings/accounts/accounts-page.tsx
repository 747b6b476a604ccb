import { Page } from '@strapi/strapi/admin';
import { Route, Routes } from 'react-router-dom';
import { useTranslate } from '../../i18n/use-translate';
import { PERMISSIONS } from '../../permissions';
import { AccountDetailPage } from './detail/account-detail-page';
import { EditAccountPage } from './form/edit-account-page';
import { NewAccountPage } from './form/new-account-page';
import { JournalPage } from './journal/journal-page';
import { AccountsListPage } from './list/accounts-list-page';

export default function AccountsPage() {
  const t = useTranslate();
  return (
    <Page.Protect permissions={PERMISSIONS.manageAccounts}>
      <Page.Title>{t('accounts.title')}</Page.Title>
      <Routes>
        <Route index element={<AccountsListPage />} />
        <Route path="new" element={<NewAccountPage />} />
        <Route path=":accountId" element={<AccountDetailPage />} />
        <Route path=":accountId/journal/:part" element={<JournalPage />} />
        <Route path=":accountId/edit" element={<EditAccountPage />} />
      </Routes>
    </Page.Protect>
  );
}
