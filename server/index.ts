import config from '../config';
import contentTypes from '../content-types';
import accounts from './api/controllers/accounts';
import files from './api/controllers/files';
import inbox from './api/controllers/inbox';
import signatures from './api/controllers/signatures';
import adminRoutes from './api/routes/admin';
import bootstrap from './bootstrap';
import destroy from './destroy';
import register from './register';

export default {
  register,
  bootstrap,
  destroy,
  config,
  contentTypes,
  controllers: { accounts, files, inbox, signatures },
  routes: { admin: adminRoutes },
};
