import { Page } from '@strapi/strapi/admin';
import { Route, Routes } from 'react-router-dom';
import { useTranslate } from '../i18n/use-translate';
import { PERMISSIONS } from '../permissions';
import { TroublesNotice } from '../settings/accounts/troubles-notice';
import { InboxWorkspace } from './inbox-workspace';

export default function InboxPage() {
  const t = useTranslate();
  return (
    <Page.Protect permissions={PERMISSIONS.useInbox}>
      <Page.Title>{t('inbox.title')}</Page.Title>
      <TroublesNotice />
      <Routes>
        <Route path="/:conversationId?" element={<InboxWorkspace />} />
      </Routes>
    </Page.Protect>
  );
}
