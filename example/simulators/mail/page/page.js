import { TEXTS } from '/texts.js';
import { messageView } from '/message-view.js';

const POLL_MS = 2000;
const find = (id) => document.getElementById(id);
const state = {
  language: firstLanguage(),
  people: [],
  company: null,
  person: null,
  mails: [],
  thread: null,
  replyTo: null,
};
const text = (key) => TEXTS[state.language][key];
const locale = () => (state.language === 'es' ? 'es-ES' : 'en-GB');

function firstLanguage() {
  const kept = localStorage.getItem('language');
  if (kept in TEXTS) return kept;
  return navigator.languages.some((language) => language.startsWith('es')) || !navigator.language.startsWith('en')
    ? 'es'
    : 'en';
}

async function get(path) {
  const response = await fetch(path);
  const body = await response.json();
  if (!response.ok) throw new Error(body.error.message);
  return body.data;
}

function say(message, wrong = false) {
  const notice = find('notice');
  notice.textContent = message;
  notice.hidden = !message;
  notice.classList.toggle('wrong', wrong);
}

function showTexts() {
  document.documentElement.lang = state.language;
  document.title = text('title');
  for (const element of document.querySelectorAll('[data-text]')) element.textContent = text(element.dataset.text);
  for (const element of document.querySelectorAll('[data-label]'))
    element.setAttribute('aria-label', text(element.dataset.label));
  for (const button of document.querySelectorAll('[data-language]'))
    button.setAttribute('aria-pressed', String(button.dataset.language === state.language));
}

function showPeople() {
  const group = (label, people) => {
    const element = document.createElement('optgroup');
    element.label = label;
    element.append(
      ...people.map((person) => new Option([person.name, person.company].filter(Boolean).join(' · '), person.id))
    );
    return element;
  };
  const select = find('person');
  select.replaceChildren(
    group(
      text('known'),
      state.people.filter((person) => person.known)
    ),
    group(
      text('unknown'),
      state.people.filter((person) => !person.known)
    )
  );
  select.value = state.person.id;
  find('card').textContent = [state.person.city, ...state.person.addresses].filter(Boolean).join('\n');
}

/** Newest thread first. */
function threads() {
  const byId = new Map();
  for (const mail of state.mails) byId.set(mail.threadId, [...(byId.get(mail.threadId) ?? []), mail]);
  return [...byId.entries()].reverse().sort(([, a], [, b]) => b.at(-1).at.localeCompare(a.at(-1).at));
}

function showThreads() {
  const list = find('threads');
  const rows = threads().map(([id, mails]) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(mails[0].subject || '—');
    const when = document.createElement('small');
    when.textContent = `${new Date(mails.at(-1).at).toLocaleString(locale())} · ${mails.length}`;
    button.append(when);
    button.setAttribute('aria-current', String(id === state.thread));
    button.addEventListener('click', () => openThread(id));
    const row = document.createElement('li');
    row.append(button);
    return row;
  });
  if (rows.length === 0) {
    const empty = document.createElement('li');
    empty.className = 'empty';
    empty.textContent = text('none');
    rows.push(empty);
  }
  list.replaceChildren(...rows);
}

function showThread() {
  const mails = state.mails.filter((mail) => mail.threadId === state.thread);
  if (mails.length === 0) {
    const hint = document.createElement('p');
    hint.className = 'empty';
    hint.textContent = find('composer').hidden ? text('choose') : '';
    return find('thread').replaceChildren(hint);
  }
  const title = document.createElement('h2');
  title.textContent = mails[0].subject;
  find('thread').replaceChildren(
    title,
    ...mails.map((mail) =>
      messageView(mail, { text, locale: locale(), customerId: state.person.id, onReply: () => compose(mail) })
    )
  );
}

function openThread(id) {
  state.thread = id;
  closeComposer();
  say('');
  showThreads();
  showThread();
}

function compose(replyTo) {
  state.replyTo = replyTo;
  say('');
  if (!replyTo) state.thread = null;
  find('composer').hidden = false;
  find('composer-title').textContent = text(replyTo ? 'replyTitle' : 'newTitle');
  find('subject-field').hidden = Boolean(replyTo);
  find('company').textContent = `${state.company.name} <${state.company.address}>`;
  find('from').replaceChildren(...state.person.addresses.map((address) => new Option(address, address)));
  find('from-field').hidden = state.person.addresses.length < 2;
  // One answers from the address that was written to.
  const addressed = replyTo?.to.find(({ address }) => state.person.addresses.includes(address))?.address;
  if (addressed) find('from').value = addressed;
  showThreads();
  showThread();
  find('composer').elements[replyTo ? 'text' : 'subject'].focus();
}

function closeComposer() {
  find('composer').reset();
  find('composer').hidden = true;
  state.replyTo = null;
}

async function send(event) {
  event.preventDefault();
  const form = find('composer');
  const button = form.querySelector('[type=submit]');
  const body = new FormData(form);
  if (state.replyTo) body.set('inReplyTo', state.replyTo.id);
  button.disabled = true;
  say('');
  try {
    const response = await fetch(`/api/customers/${state.person.id}/mails`, { method: 'POST', body });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error.message);
    closeComposer();
    state.thread = answer.data.threadId;
    await load();
    say(text('sent'));
  } catch (error) {
    say(`${text('failed')}: ${error.message}`, true);
  } finally {
    button.disabled = false;
  }
}

async function load() {
  const person = state.person;
  const mails = await get(`/api/customers/${person.id}/mails`);
  if (person !== state.person || JSON.stringify(mails) === JSON.stringify(state.mails)) return;
  state.mails = mails;
  showThreads();
  showThread();
}

async function choose(id) {
  state.person = state.people.find((person) => person.id === id) ?? state.people[0];
  state.mails = [];
  state.thread = null;
  closeComposer();
  say('');
  history.replaceState(null, '', `#${state.person.id}`);
  showPeople();
  showThreads();
  showThread();
  await load();
}

async function poll() {
  try {
    if (!document.hidden) await load();
    if (find('notice').textContent === text('unreachable')) say('');
  } catch {
    say(text('unreachable'), true);
  }
  setTimeout(poll, POLL_MS);
}

find('person').addEventListener('change', (event) => choose(event.target.value));
find('new-mail').addEventListener('click', () => compose(null));
find('cancel').addEventListener('click', () => (closeComposer(), showThread()));
find('composer').addEventListener('submit', send);
for (const button of document.querySelectorAll('[data-language]')) {
  button.addEventListener('click', () => {
    state.language = button.dataset.language;
    localStorage.setItem('language', state.language);
    showTexts();
    showPeople();
    showThreads();
    showThread();
  });
}

showTexts();
[state.people, state.company] = await Promise.all([get('/api/customers'), get('/api/company')]);
if (state.company.phoneUrl) {
  find('phone').href = state.company.phoneUrl;
  find('phone').hidden = false;
}
await choose(location.hash.slice(1));
void poll();
