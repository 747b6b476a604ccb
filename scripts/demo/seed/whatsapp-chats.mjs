import { createHttp, until } from './http.mjs';
import { brakeDisc } from './pictures.mjs';

const HOUR = 60 * 60 * 1000;

/** Some of the ERP's customers, by the numbers that it has of them, one whom nobody knows, and one without a number. */
const PEOPLE = [
  { key: '34655120344', name: 'Antonio Martínez', phone: '+34655120344' },
  { key: '34600718293', name: 'Nuria', phone: '+34600718293' },
  { key: 'ES.20261122DEMO', name: 'Jordi', username: 'jordi.motor', userId: 'ES.20261122DEMO' },
  { key: '34622904511', name: 'Bar La Plaça', phone: '+34622904511' },
];

/** What they wrote, oldest first. `hoursAgo` 30: the window has closed since. */
const SAID = [
  { person: '34622904511', hoursAgo: 30, text: 'Hola, ¿a qué hora cerráis hoy?' },
  {
    person: '34655120344',
    hoursAgo: 3,
    text: 'Buenas, ¿tenéis *discos de freno* delanteros para un León 2.0 TDI de 2015?',
  },
  { person: '34655120344', hoursAgo: 3, photo: true, text: 'Son estos' },
  {
    person: '34600718293',
    hoursAgo: 1,
    type: 'location',
    location: { latitude: 39.4699, longitude: -0.3763, name: 'Taller Nuria', address: 'Carrer de Colón 1, València' },
  },
  { person: '34600718293', hoursAgo: 1, text: '¿Podéis traerme aquí el embrague que os pedí?' },
  { person: 'ES.20261122DEMO', hoursAgo: 0, text: 'Necesito una batería de 70 Ah, ¿precio?' },
];
const ANSWERED = {
  person: '34655120344',
  name: 'Antonio Martínez',
  text: 'Buenas, Antonio. Sí, quedan dos juegos: 86,40 € cada uno.',
};

/** Chats to show. Nothing is said twice: a seed that was cut short goes on where nobody has written yet. */
export async function chat({ facts, agent, number, startedAt, signal }) {
  const meta = createHttp(facts.simulators.meta.url, signal);
  const { messages: before } = await meta.get('/_control/state');
  if (before.length === 0) {
    for (const person of PEOPLE) await meta.post('/_control/people', person);
    for (const said of SAID) await meta.post('/_control/say', toSay(said, startedAt));
  }
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
    return own?.status === 'delivered' ? own.externalId : null;
  });
  await meta.post('/_control/read', { person: ANSWERED.person });
  await meta.post('/_control/react', { person: ANSWERED.person, messageId: wamid, emoji: '👍' });
}

function toSay({ person, hoursAgo, text, photo, ...rest }, startedAt) {
  const at = startedAt - hoursAgo * HOUR;
  if (photo)
    return {
      person,
      at,
      media: { type: 'image', mimeType: 'image/png', data: brakeDisc().toString('base64'), caption: text },
    };
  return text === undefined ? { person, at, ...rest } : { person, at, text };
}
