import { GraphFault } from './graph-fault.mjs';
import { readBody } from './read-body.mjs';

const MESSAGING = 'whatsapp_business_messaging';
const MANAGEMENT = 'whatsapp_business_management';

/** The Graph API's addresses below `/v26.0`. An object that does not exist is HTTP 400 with code 100 and subcode 33. */
export function createGraph({
  app,
  state,
  save,
  tokens,
  numbers,
  messages,
  media,
  webhooks,
  signup,
  uploads,
  templates,
}) {
  const number = (id) => {
    if (!state.numbers[id]) throw new GraphFault(100, { subcode: 33, title: `Object with ID '${id}' does not exist` });
    return id;
  };

  const subscriptions = (wabaId) => ({
    data: state.subscribed[wabaId]
      ? [
          {
            whatsapp_business_api_data: { id: app.appId, name: 'Conversations' },
            ...(state.subscribed[wabaId].override ? { override_callback_uri: state.subscribed[wabaId].override } : {}),
          },
        ]
      : [],
  });

  const handlers = {
    'GET oauth/access_token': ({ url }) => signup.exchange(url),
    'GET debug_token': ({ url }) => tokens.debug(url.searchParams.get('input_token')),

    'GET :waba/phone_numbers': ({ id, url }) =>
      numbers.ofWaba(id, { fields: url.searchParams.get('fields'), after: url.searchParams.get('after') }),
    'GET :waba/message_templates': ({ id, url }) => templates.list(id, url.searchParams),
    'POST :waba/message_templates': ({ id, body }) => templates.create(id, body),
    'DELETE :waba/message_templates': ({ id, url }) => templates.remove(id, url.searchParams),
    'GET :waba/subscribed_apps': ({ id }) => subscriptions(id),
    'POST :waba/subscribed_apps': ({ id, body }) => {
      state.subscribed[id] = { override: body.override_callback_uri ?? state.subscribed[id]?.override ?? null };
      save();
      return { success: true };
    },
    'DELETE :waba/subscribed_apps': ({ id }) => {
      delete state.subscribed[id];
      save();
      return { success: true };
    },
    /** As if one pasted the address into the app's webhook settings. */
    'POST :app/subscriptions': async ({ body }) => {
      if (!(await webhooks.verify(body.callback_url, body.verify_token)))
        throw new GraphFault(2200, { title: 'Callback verification failed' });
      return { success: true };
    },

    'POST :number/messages': ({ id, body }) =>
      body.status === 'read' ? messages.markRead(body) : messages.send(number(id), body),
    'POST :app/uploads': ({ url }) => uploads.open(url),
    'POST :number/media': ({ id, body }) => {
      number(id);
      if (!body.file) throw new GraphFault(131008, { details: 'file' });
      return media.upload(body.file);
    },
    'POST :number/register': ({ id, body }) => numbers.register(number(id), body),
    'POST :number/request_code': ({ id, body }) => numbers.requestCode(number(id), body),
    'POST :number/verify_code': ({ id, body }) => numbers.verifyCode(number(id), body),
    'GET :number/whatsapp_business_profile': ({ id, url }) =>
      numbers.profile(number(id), url.searchParams.get('fields')),
    'POST :number/whatsapp_business_profile': ({ id, body }) => numbers.setProfile(number(id), body),
    'GET :id': ({ id, url }) => {
      if (templates.has(id)) return templates.get(id);
      return state.numbers[id] ? numbers.get(id, url.searchParams.get('fields')) : media.info(id);
    },
    'POST :id': ({ id, body }) => templates.edit(id, body),
  };
  const SCOPE = { messages: MESSAGING, media: MESSAGING };

  return async function answer(request, url) {
    const [, , first, second] = url.pathname.split('/').map(decodeURIComponent);
    if (request.method === 'POST' && first?.startsWith('upload:')) return uploads.receive(request, first);
    const alone = first === 'debug_token' ? first : first === 'oauth' ? `oauth/${second}` : null;
    const name = alone ?? (second ? null : ':id');
    const key = name
      ? `${request.method} ${name}`
      : Object.keys(handlers).find((one) => one.startsWith(`${request.method} :`) && one.endsWith(`/${second}`));
    const handler = key && handlers[key];
    if (!handler) throw new GraphFault(2500, { title: 'Unknown path components' });
    if (first !== 'oauth') {
      const token = tokens.admit(request, url, name ? null : (SCOPE[second] ?? MANAGEMENT));
      if (!alone) signup.mayReach(token, first);
    }
    return handler({ id: first, url, body: request.method === 'POST' ? await readBody(request) : {} });
  };
}
