// The company's HTML gets a frame without scripts, forms, links of its own and network.
const FRAME_HEAD =
  '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; style-src \'unsafe-inline\'">' +
  '<style>body{font:15px/1.5 system-ui,sans-serif;margin:12px;color:#1f2933}</style>';

const element = (name, content, className) => {
  const made = document.createElement(name);
  if (content) made.textContent = content;
  if (className) made.className = className;
  return made;
};

/** One mail of a thread as the customer sees it. */
export function messageView(mail, { text, locale, customerId, onReply }) {
  const article = element('article', '', `mail ${mail.direction}`);
  const head = element('header');
  head.append(
    element('strong', mail.direction === 'sent' ? text('you') : mail.from.name || mail.from.address),
    element('time', new Date(mail.at).toLocaleString(locale))
  );
  const body = element('div');
  body.append(mail.direction === 'received' && mail.html ? frame(mail) : element('pre', mail.text.trimEnd()));
  article.append(head, body, files(mail), tools());
  return article;

  function tools() {
    const row = element('div', '', 'tools');
    const reply = element('button', text('reply'));
    reply.type = 'button';
    reply.addEventListener('click', onReply);
    const raw = element('a', text('raw'));
    raw.href = `/api/customers/${customerId}/mails/${mail.id}/raw`;
    raw.target = '_blank';
    if (mail.direction === 'received') row.append(reply);
    if (mail.direction === 'received' && mail.html) row.append(toggle());
    row.append(raw);
    return row;
  }

  function toggle() {
    const button = element('button', text('showText'));
    button.type = 'button';
    let formatted = true;
    button.addEventListener('click', () => {
      formatted = !formatted;
      body.replaceChildren(formatted ? frame(mail) : element('pre', mail.text.trimEnd()));
      button.textContent = text(formatted ? 'showText' : 'showHtml');
    });
    return button;
  }
}

function frame(mail) {
  const made = element('iframe');
  made.setAttribute('sandbox', '');
  made.title = mail.subject;
  // A sandboxed frame tells nobody how high it is; its text says it well enough.
  made.style.height = `${Math.min(32, 6 + 1.6 * Math.max(mail.text.split('\n').length, mail.text.length / 80))}rem`;
  // eslint-disable-next-line no-restricted-syntax -- the customer's mail client, no page of the admin
  made.srcdoc = FRAME_HEAD + mail.html;
  return made;
}

function files(mail) {
  const list = element('ul', '', 'files');
  for (const file of mail.attachments.filter((entry) => !entry.inline)) {
    const link = element('a', `${file.name} (${Math.max(1, Math.round(file.size / 1024))} kB)`);
    link.href = file.url;
    const row = element('li');
    row.append(link);
    list.append(row);
  }
  return list;
}
