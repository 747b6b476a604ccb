import { account } from './account/schema';
import { attachment } from './attachment/schema';
import { contact } from './contact/schema';
import { conversation } from './conversation/schema';
import { identity } from './identity/schema';
import { message } from './message/schema';
import { signature } from './signature/schema';

export default {
  account: { schema: account },
  attachment: { schema: attachment },
  contact: { schema: contact },
  conversation: { schema: conversation },
  identity: { schema: identity },
  message: { schema: message },
  signature: { schema: signature },
};
