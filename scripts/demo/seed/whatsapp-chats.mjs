import { createHttp, until } from './http.mjs';
import { brakeDisc } from './pictures.mjs';

const HOUR = 60 * 60 * 1000;
// Read: somebody has the customer's phone open.
const ARRIVED = ['delivered', 'read'];

/** Some of the ERP's customers, by the numbers that it has of them, one whom nobody knows, and one without a number. */
const PEOPLE = [
  { key: '34655120344', name: 'Antonio Martínez', phone: '+34655120344' },
  { key: '34600418822', name: 'Vicente Sanchis', phone: '+34600418822' },
  { key: '34677903215', name: 'Sergio Peris', phone: '+34677903215' },
  { key: 'ES.20261122DEMO', name: 'Jordi', username: 'jordi.motor', userId: 'ES.20261122DEMO' },
  { key: '34622904511', name: 'Bar La Plaça', phone: '+34622904511' },
];

/** What they wrote, oldest first. `hoursAgo` 30: the window has closed since. */
const SAID = [
  { person: '34622904511', hoursAgo: 30, text: 'Hola, ¿a qué hora cerráis hoy?' },
  { person: '34677903215', hoursAgo: 5, text: '¿Ha llegado ya la equilibradora que dejamos encargada?' },
  {
    person: '34655120344',
    hoursAgo: 3,
    text: 'Buenas, ¿tenéis *discos de freno* delanteros para un León 2.0 TDI de 2015?',
  },
  { person: '34655120344', hoursAgo: 3, photo: true, text: 'Son estos' },
  {
    person: '34600418822',
    hoursAgo: 1,
    type: 'location',
    location: {
      latitude: 39.2026,
      longitude: -0.3112,
      name: 'Transportes Albufera',
      address: 'Camí de la Mar 12, Sueca',
    },
  },
  { person: '34600418822', hoursAgo: 1, text: '¿Podéis traerme aquí el embrague que os pedí?' },
  { person: 'ES.20261122DEMO', hoursAgo: 0, text: 'Necesito una batería de 70 Ah, ¿precio?' },
];
const ANSWERED = {
  person: '34655120344',
  name: 'Antonio Martínez',
  text: 'Buenas, Antonio. Sí, quedan dos juegos: 86,40 € cada uno.',
};

/** Chats to show. Nothing is said twice: who said what when is fixed by the seed's first start. */
export async function chat({ facts, agent, number, startedAt, signal }) {
  const meta = createHttp(facts.simulators.meta.url, signal);
  const { people, messages } = await meta.get('/_control/state');
  for (const person of PEOPLE)
    if (!people.some(({ key }) => key === person.key)) await meta.post('/_control/people', person);
  for (const said of SAID.map((one, index) => toSay(one, startedAt, index)))
    if (!messages.some(({ person, at }) => person === said.person && at === said.at))
      await meta.post('/_control/say', said);
  const conversations = await until('the chats', 60, signal, async () => {
    const { data } = await agent.get(`/conversations/inbox?limit=100&accountId=${number.id}`);
    return data.length >= PEOPLE.length ? data : null;
  });
  const answered = conversations.find(({ contact }) => contact.name === ANSWERED.name);
  if (!answered) return;
  const { data } = await agent.get(`/conversations/inbox/${answered.id}/messages?limit=20`);
  if (data.some(({ direction }) => direction === 'outbound')) return;
  const question = data.find(({ text }) => text.includes('discos de freno'));
  const { data: answer } = await agent.post(`/conversations/inbox/${answered.id}/messages`, {
    kind: 'reply',
    text: ANSWERED.text,
    replyToMessageId: question?.id,
    idempotencyKey: 'demo-seed-whatsapp-answer',
  });
  const wamid = await until('the answer to arrive', 60, signal, async () => {
    const { data: now } = await agent.get(`/conversations/inbox/${answered.id}/messages?limit=20`);
    const own = now.find(({ id }) => id === answer.id);
    return ARRIVED.includes(own?.status) ? own.externalId : null;
  });
  await meta.post('/_control/read', { person: ANSWERED.person });
  await meta.post('/_control/react', { person: ANSWERED.person, messageId: wamid, emoji: '👍' });
}

function toSay({ person, hoursAgo, text, photo, ...rest }, startedAt, index) {
  // Webhooks tell the time in seconds: messages of one hour keep their order, and none is of the future.
  const at = startedAt - hoursAgo * HOUR - (SAID.length - index) * 1000;
  if (photo)
    return {
      person,
      at,
      media: { type: 'image', mimeType: 'image/png', data: brakeDisc().toString('base64'), caption: text },
    };
  return text === undefined ? { person, at, ...rest } : { person, at, text };
}
