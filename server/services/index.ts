import accounts from './accounts';
import contacts from './contacts';
import conversations from './conversations';
import messages from './messages';
import tags from './tags';

/** `strapi.plugin('conversations').service(name)`, for code of the host. */
export default { accounts, contacts, conversations, messages, tags };
