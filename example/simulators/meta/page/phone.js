import { bubble, words } from './bubbles.js';
import { currentLanguage, speak, t } from './texts.js';

const POLL_MS = 1_000;
const $ = (id) => document.getElementById(id);
let person = location.hash.slice(1) || null;
let answering = null;
let drawn = '';
let shownPerson = null;

async function control(method, action, body) {
  const response = await fetch(`/_control/${action}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

async function attempt(work) {
  try {
    await work();
    $('problem').textContent = '';
  } catch (error) {
    $('problem').textContent = `${t('problem')} ${error.message}`;
  }
  await show();
}

async function show() {
  const state = await control('GET', 'state');
  if (!state.people.some(({ key }) => key === person)) person = state.people[0]?.key ?? null;
  const chat = state.messages
    .filter((message) => message.person === person && message.type !== 'reaction')
    .sort((a, b) => a.at - b.at);
  // Looked at now, even where it was drawn while nobody looked.
  const unread = chat.some(({ direction, status }) => direction === 'outbound' && status === 'delivered');
  if (unread && document.visibilityState === 'visible') await control('POST', 'read', { person });
  const next = JSON.stringify([state.people, chat, person, currentLanguage()]);
  if (next === drawn) return;
  drawn = next;
  const me = state.people.find(({ key }) => key === person);
  $('who').textContent = me ? `${me.name} ${me.waId ? `+${me.waId}` : (me.username ?? me.userId)}` : '';
  $('people').replaceChildren(...state.people.map(personItem));
  const log = $('chat');
  // Somebody who reads further up stays there.
  const follows = shownPerson !== person || log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  log.replaceChildren(...chat.map((message) => bubble(message, chat, act)));
  const toEnd = () => (log.scrollTop = log.scrollHeight);
  if (follows) {
    toEnd();
    // Pictures have no height before they are there.
    for (const picture of log.querySelectorAll('img')) picture.addEventListener('load', toEnd, { once: true });
  }
  shownPerson = person;
  $('mail').hidden = !state.mailUrl;
  if (state.mailUrl) $('mail').href = state.mailUrl;
}

function personItem({ key, name }) {
  const item = document.createElement('li');
  const button = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'person',
    textContent: name,
  });
  button.setAttribute('aria-current', String(key === person));
  button.addEventListener('click', () => {
    person = key;
    location.hash = key;
    answer(null);
    void show();
  });
  item.append(button);
  return item;
}

function answer(message) {
  answering = message;
  $('answering').hidden = message === null;
  $('answering').firstElementChild.textContent = message ? `${t('answering')} ${words(message)}` : '';
  if (message) $('text').focus();
}

function act(name, message, value) {
  const about = { person, messageId: message.id };
  if (name === 'reply') return answer(message);
  if (name === 'react') return attempt(() => control('POST', 'react', { ...about, emoji: value }));
  if (name === 'revoke') return attempt(() => control('POST', 'revoke', about));
  const text = prompt(t('edit.ask'), words(message));
  return text === null ? undefined : attempt(() => control('POST', 'edit', { ...about, text }));
}

const base64 = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result).split(',')[1]));
    reader.addEventListener('error', () => reject(reader.error));
    reader.readAsDataURL(file);
  });

/** As WhatsApp sends it: what it does not know is a document. */
const kindOf = ({ type }) =>
  /^image\/(png|jpeg)$/.test(type) ? 'image' : (/^(audio|video)\//.exec(type)?.[1] ?? 'document');

$('write').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = $('text').value.trim();
  if (!text || !person) return;
  const replyTo = answering?.id;
  $('text').value = '';
  answer(null);
  void attempt(() => control('POST', 'say', { person, text, ...(replyTo ? { replyTo } : {}) }));
});
$('text').addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey) return;
  event.preventDefault();
  $('write').requestSubmit();
});
$('attach').addEventListener('click', () => $('file').click());
$('file').addEventListener('change', () => {
  const [file] = $('file').files;
  $('file').value = '';
  if (!file || !person) return;
  void attempt(async () => {
    const type = kindOf(file);
    const caption = type === 'audio' ? '' : $('text').value.trim();
    if (caption) $('text').value = '';
    const replyTo = answering?.id;
    answer(null);
    const media = { type, mimeType: file.type || 'application/octet-stream', data: await base64(file) };
    await control('POST', 'say', {
      person,
      media: {
        ...media,
        // What a phone records is Ogg. Sound goes without words.
        ...(type === 'audio' ? { voice: /ogg|opus/.test(file.type) } : {}),
        ...(caption ? { caption } : {}),
        ...(type === 'document' ? { fileName: file.name } : {}),
        ...(replyTo ? { replyTo } : {}),
      },
    });
  });
});
$('answering-leave').addEventListener('click', () => answer(null));
$('new-person').addEventListener('submit', (event) => {
  event.preventDefault();
  const form = event.target;
  const { name, phone } = Object.fromEntries(new FormData(form));
  form.reset();
  void attempt(async () => {
    const made = await control('POST', 'people', { name, ...(phone ? { phone } : {}) });
    person = made.key;
  });
});
$('language').addEventListener('change', (event) => (speak(event.target.value), answer(answering), void show()));
speak(currentLanguage());
$('language').value = currentLanguage();
const follow = () =>
  show()
    .catch(() => undefined)
    .finally(() => setTimeout(follow, POLL_MS));
void follow();
