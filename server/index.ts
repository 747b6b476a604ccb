import config from '../config';
import contentTypes from '../content-types';
import account from './api/controllers/account';
import accountHealth from './api/controllers/account-health';
import whatsappNumber from './api/controllers/whatsapp-number';
import whatsappSignups from './api/controllers/whatsapp-signups';
import accounts from './api/controllers/accounts';
import contact from './api/controllers/contact';
import conversation from './api/controllers/conversation';
import drafts from './api/controllers/drafts';
import views from './api/controllers/views';
import files from './api/controllers/files';
import hostAccess from './api/controllers/host-access';
import inbox from './api/controllers/inbox';
import message from './api/controllers/message';
import signatures from './api/controllers/signatures';
import start from './api/controllers/start';
import tag from './api/controllers/tag';
import notifications from './api/controllers/notifications';
import blockedSenders from './api/controllers/blocked-senders';
import contacts from './api/controllers/contacts';
import remoteImages from './api/controllers/remote-images';
import realtime from './api/controllers/realtime';
import templates from './api/controllers/templates';
import tags from './api/controllers/tags';
import webhooks from './api/controllers/webhooks';
import adminRoutes from './api/routes/admin';
import contentApiRoutes from './api/routes/content-api';
import bootstrap from './bootstrap';
import destroy from './destroy';
import register from './register';
import services from './services';

export default {
  register,
  bootstrap,
  destroy,
  config,
  contentTypes,
  controllers: {
    account,
    accountHealth,
    whatsappNumber,
    whatsappSignups,
    accounts,
    contact,
    conversation,
    drafts,
    views,
    files,
    'host-access': hostAccess,
    inbox,
    message,
    signatures,
    start,
    tag,
    notifications,
    realtime,
    'blocked-senders': blockedSenders,
    contacts,
    'remote-images': remoteImages,
    tags,
    templates,
    webhooks,
  },
  routes: { admin: adminRoutes, 'content-api': contentApiRoutes },
  services,
};
