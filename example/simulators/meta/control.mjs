import { readBody } from './read-body.mjs';

/** What Meta does not have: people to be, time to move, faults to inject. See README.md. */
export function createControl({
  app,
  mailUrl,
  store,
  clock,
  faults,
  people,
  phone,
  statuses,
  webhooks,
  media,
  signup,
  reviews,
  templates,
}) {
  const { state } = store;
  const who = (key) => {
    const person = people.find(key);
    if (!person) throw Object.assign(new Error(`nobody is known as ${key}`), { status: 404 });
    return person;
  };
  const message = (id) => {
    const found = state.messages.find((one) => one.id === id);
    if (!found) throw Object.assign(new Error(`no message ${id}`), { status: 404 });
    return found;
  };
  /** In the language that is named, or in all of them. */
  async function changeTemplates(name, { language, ...change }) {
    const found = templates.named(name, language);
    if (found.length === 0) throw Object.assign(new Error(`no template ${name}`), { status: 404 });
    for (const one of found) await reviews.change(one, { ...change, status: change.status?.toUpperCase() });
    return { changed: found.length };
  }
  const numberId = (body) => body.phoneNumberId ?? app.phoneNumberId;

  const actions = {
    'GET state': () => ({
      people: people.list(),
      messages: state.messages,
      numbers: state.numbers,
      subscribed: state.subscribed,
      webhook: state.webhook,
      now: clock.now(),
      mailUrl,
    }),
    'GET deliveries': () => webhooks.deliveries(),
    'POST reset': () => {
      store.reset();
      clock.reset();
      faults.clear();
      reviews.script({});
      statuses.setAutomatic(true);
    },
    'POST clock': (body) => {
      if (body.at !== undefined) clock.set(body.at);
      if (body.advanceMs) clock.advance(body.advanceMs);
      return { now: clock.now() };
    },
    'POST faults': (body) => void faults.add(body),
    'DELETE faults': () => faults.clear(),
    'POST people': (body) => people.add(body),
    'PUT people': (body) => Object.assign(who(body.key), body),
    'POST say': (body) => {
      const { person, phoneNumberId: _number, text, media: file, ...rest } = body;
      if (file) return phone.sendMedia(numberId(body), who(person), { ...file, ...rest });
      return phone.say(numberId(body), who(person), text === undefined ? rest : { ...rest, text: { body: text } });
    },
    'POST react': (body) => phone.react(numberId(body), who(body.person), body.messageId, body.emoji),
    'POST edit': (body) => phone.edit(numberId(body), who(body.person), body.messageId, body.text),
    'POST revoke': (body) => phone.revoke(numberId(body), who(body.person), body.messageId),
    'POST read': (body) => statuses.read(numberId(body), body.person),
    'POST status': (body) => statuses.tell(message(body.messageId), body.status, body.code ?? null),
    'POST statuses': (body) => statuses.setAutomatic(body.automatic),
    'POST hold': () => webhooks.hold(),
    'POST release': (body) => webhooks.release(body),
    'POST webhook': (body) => webhooks.send(body),
    'POST account-webhook': (body) => webhooks.tellAccount(app.wabaId, body.field, body.value),
    'POST connect-webhook': async (body) => ({ verified: await webhooks.verify(body.url, body.verifyToken) }),
    'PUT number': (body) => {
      const { phoneNumberId: _number, ...fields } = body;
      return Object.assign(state.numbers[numberId(body)], fields);
    },
    'POST tokens': (body) => {
      const { token, ...fields } = body;
      state.tokens[token] = {
        appId: app.appId,
        type: 'SYSTEM_USER',
        valid: true,
        expiresAt: 0,
        scopes: [],
        ...state.tokens[token],
        ...fields,
      };
    },
    'GET templates': () => templates.all(),
    /** As if somebody had made it in Meta's own tools: nothing is told. */
    'POST templates': (body) => templates.add(body.wabaId ?? app.wabaId, { status: 'APPROVED', ...body }),
    'POST template-reviews': (body) => reviews.script(body),
    'POST signup': (body) => signup.finish(body),
    'POST signup-again': (body) => signup.again(body.wabaId),
    'POST signup-number': (body) => signup.addNumber(body.wabaId),
    'GET media': (_body, url) => {
      const { data: _data, ...shown } = media.find(url.searchParams.get('id')) ?? {};
      return shown;
    },
  };

  return async function act(request, url) {
    const path = url.pathname.slice('/_control/'.length);
    const template = /^templates\/([^/]+)$/.exec(path)?.[1];
    if (template && request.method === 'POST') return changeTemplates(template, await readBody(request));
    const action = actions[`${request.method} ${path}`];
    if (!action) throw Object.assign(new Error('no such control'), { status: 404 });
    const result = await action(request.method === 'GET' ? {} : await readBody(request), url);
    store.save();
    return result ?? { ok: true };
  };
}
