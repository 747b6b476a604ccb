import { currentLanguage, t } from './texts.js';

const TICKS = { accepted: '🕓', sent: '✓', delivered: '✓✓', read: '✓✓', failed: '✕' };
const EMOJI = ['👍', '❤️', '😂', ''];

/** One message of the chat. `act(name, message, value)` is told what the person does with it. */
export function bubble(message, all, act) {
  const item = document.createElement('li');
  const mine = message.direction === 'inbound';
  item.className = `bubble${mine ? ' mine' : ''}`;
  item.dataset.message = message.id;
  if (message.revoked) {
    item.append(line(t('gone'), 'gone'));
    return item;
  }
  const answered = message.replyTo && all.find(({ id }) => id === message.replyTo);
  if (answered) item.append(line(words(answered), 'quote'));
  const picture = mediaOf(message);
  if (picture) item.append(picture);
  const text = words(message);
  if (text) item.append(line(text));
  item.append(foot(message, mine));
  item.append(tools(message, mine, act));
  return item;
}

/** Reactions of both, whether it was changed, when it was written, and the ticks that its writer sees. */
function foot(message, mine) {
  const time = new Date(message.at).toLocaleString(currentLanguage(), {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const made = line(
    [message.reaction, message.businessReaction, message.edited && t('edited'), time].filter(Boolean).join(' '),
    'meta'
  );
  // A customer's message was at least delivered: there is nobody here who could be away.
  const status = mine && message.status !== 'read' ? 'delivered' : message.status;
  const ticks = document.createElement('span');
  ticks.className = `ticks ${status}`;
  ticks.textContent = ` ${TICKS[status] ?? ''}`;
  ticks.title = t(`status.${status}`);
  ticks.setAttribute('role', 'img');
  ticks.setAttribute('aria-label', ticks.title);
  made.append(ticks);
  return made;
}

function tools(message, mine, act) {
  const row = document.createElement('div');
  row.className = 'tools';
  const button = (label, run) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = label;
    made.addEventListener('click', run);
    row.append(made);
  };
  button(t('reply'), () => act('reply', message));
  if (mine && message.type === 'text') button(t('edit'), () => act('edit', message));
  if (mine) button(t('revoke'), () => act('revoke', message));
  else for (const emoji of EMOJI) button(emoji || t('react.none'), () => act('react', message, emoji));
  return row;
}

export function words({ type, content = {} }) {
  if (type === 'text') return content.body ?? '';
  if (type === 'location') return `${t('location')}: ${content.name ?? ''} ${content.address ?? ''}`;
  if (type === 'template') {
    const { header, body, footer, buttons = [] } = content.rendered ?? {};
    const parts = [header, body, footer, ...buttons.map((one) => `[ ${one} ]`)].filter(Boolean);
    return parts.join('\n') || `${t('template')}: ${content.name ?? ''}`;
  }
  if (type === 'contacts') return t('contact');
  return content.caption ?? '';
}

function mediaOf({ type, content = {} }) {
  if (!content.id || !['image', 'sticker', 'audio', 'video', 'document'].includes(type)) return null;
  const address = `/_control/file?id=${encodeURIComponent(content.id)}`;
  if (type === 'image' || type === 'sticker')
    return Object.assign(document.createElement('img'), { src: address, alt: content.caption ?? t('file') });
  if (type === 'audio' || type === 'video')
    return Object.assign(document.createElement(type), { src: address, controls: true });
  return Object.assign(document.createElement('a'), {
    href: address,
    download: content.filename ?? 'file',
    textContent: content.filename ?? t('file'),
  });
}

function line(text, className = '') {
  const element = document.createElement('div');
  element.className = className;
  element.textContent = text;
  return element;
}
