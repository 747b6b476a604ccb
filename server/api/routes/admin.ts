import { ACTION } from '../../constants';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

const guarded = (action: string) => (method: Method, path: string, handler: string) => ({
  method,
  path,
  handler,
  config: {
    policies: ['admin::isAuthenticatedAdmin', { name: 'admin::hasPermissions', config: { actions: [action] } }],
  },
});
const manage = guarded(ACTION.manageAccounts);
const inbox = guarded(ACTION.useInbox);

/** Admin routes, below `/conversations`. Whose conversations a person sees is decided by the scope, not here. */
export default () => ({
  type: 'admin',
  routes: [
    manage('GET', '/accounts', 'accounts.list'),
    manage('POST', '/accounts', 'accounts.create'),
    manage('POST', '/accounts/test', 'accounts.test'),
    manage('POST', '/accounts/folders', 'accounts.folders'),
    manage('GET', '/accounts/troubles', 'accountHealth.troubles'),
    manage('GET', '/accounts/:id', 'accounts.get'),
    manage('PUT', '/accounts/:id', 'accounts.update'),
    manage('DELETE', '/accounts/:id', 'accounts.remove'),
    manage('POST', '/accounts/:id/test', 'accounts.testSaved'),
    manage('POST', '/accounts/:id/folders', 'accounts.foldersOfSaved'),
    manage('POST', '/accounts/:id/pause', 'accounts.pause'),
    manage('POST', '/accounts/:id/resume', 'accounts.resume'),
    manage('POST', '/accounts/:id/sync', 'accounts.sync'),
    manage('GET', '/accounts/:id/health', 'accounts.health'),
    manage('GET', '/accounts/:id/authorised-users', 'accounts.authorisedUsers'),
    manage('PUT', '/accounts/:id/authorised-users', 'accounts.setAuthorisedUsers'),
    manage('GET', '/accounts/:id/host-access', 'host-access.get'),
    manage('PUT', '/accounts/:id/host-access', 'host-access.set'),
    manage('GET', '/accounts/:id/journal', 'accountHealth.journal'),
    manage('GET', '/accounts/:id/contents', 'accountHealth.contents'),
    manage('GET', '/accounts/:id/quarantine', 'accounts.quarantine'),
    manage('POST', '/accounts/:id/replay', 'accountHealth.replayAll'),
    manage('GET', '/accounts/:id/audit', 'accounts.audit'),
    manage('GET', '/accounts/:id/signatures', 'signatures.list'),
    manage('POST', '/accounts/:id/signatures', 'signatures.create'),
    manage('POST', '/accounts/:id/signatures/preview', 'signatures.preview'),
    manage('POST', '/accounts/:id/signature-pictures', 'signatures.addPicture'),
    manage('GET', '/signatures/:id', 'signatures.get'),
    manage('PUT', '/signatures/:id', 'signatures.update'),
    manage('DELETE', '/signatures/:id', 'signatures.remove'),
    manage('POST', '/quarantine/:id/replay', 'accounts.replay'),
    manage('GET', '/quarantine/:id/raw', 'accountHealth.raw'),
    manage('POST', '/jobs/:id/retry', 'accounts.retryJob'),
    manage('GET', '/candidates', 'accounts.candidates'),

    inbox('GET', '/inbox', 'inbox.list'),
    inbox('GET', '/inbox/counts', 'inbox.counts'),
    inbox('GET', '/inbox/changes', 'inbox.changes'),
    inbox('GET', '/inbox/accounts', 'inbox.accounts'),
    inbox('GET', '/inbox/:id', 'inbox.get'),
    inbox('PUT', '/inbox/:id', 'inbox.update'),
    inbox('DELETE', '/inbox/:id', 'inbox.remove'),
    inbox('GET', '/inbox/:id/messages', 'inbox.messages'),
    inbox('POST', '/inbox/:id/messages', 'inbox.createMessage'),
    inbox('POST', '/inbox/:id/attachments', 'inbox.upload'),
    inbox('GET', '/inbox/:id/recipients', 'inbox.recipients'),
    inbox('GET', '/inbox/:id/draft', 'drafts.get'),
    inbox('PUT', '/inbox/:id/draft', 'drafts.save'),
    inbox('DELETE', '/inbox/:id/draft', 'drafts.discard'),
    inbox('POST', '/messages/:id/retry', 'inbox.retry'),
    inbox('POST', '/messages/:id/cancel', 'inbox.cancel'),
    inbox('PUT', '/messages/:id/reaction', 'inbox.react'),
    inbox('POST', '/inbox/:id/seen', 'inbox.seen'),
    inbox('POST', '/attachments/:id/link', 'inbox.attachmentLink'),
    inbox('GET', '/agents', 'inbox.agents'),
    inbox('GET', '/accounts/:id/my-signatures', 'signatures.mine'),
    inbox('GET', '/profile', 'signatures.profile'),
    inbox('PUT', '/profile', 'signatures.saveProfile'),

    { method: 'GET', path: '/files/:token', handler: 'files.open', config: { auth: false } },
  ],
});
