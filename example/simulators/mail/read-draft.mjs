const MAX_BODY = 80 * 1024 * 1024;

export class BadRequest extends Error {
  constructor(code, message, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/**
 * Reads what the page (multipart/form-data: subject, text, from, inReplyTo, attachments) or a script (JSON: the same,
 * attachments as `{ name, type, content }` with base64 content) wants to send. A script may also set `html`, `quote`,
 * `messageId` and `sentAt`.
 */
export async function readDraft(request) {
  const body = await readBody(request);
  const type = request.headers['content-type'] ?? '';
  const draft = type.startsWith('multipart/form-data') ? await fromForm(body, type) : fromJson(body);
  if (!draft.text.trim() && !draft.html) throw new BadRequest('text-missing', 'Write a text.');
  if (!draft.subject.trim() && !draft.inReplyTo) throw new BadRequest('subject-missing', 'Write a subject.');
  if (/[\r\n]/.test(`${draft.subject}${draft.messageId ?? ''}`))
    throw new BadRequest('line-break', 'A header has one line.');
  return draft;
}

async function readBody(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY) throw new BadRequest('too-big', 'That is more than a mail can carry.', 413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function fromForm(body, type) {
  const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => {
    throw new BadRequest('form-unreadable', 'The form could not be read.');
  });
  const text = (name) => String(form.get(name) ?? '');
  const attachments = [];
  for (const file of form.getAll('attachments')) {
    if (typeof file === 'string' || (!file.name && file.size === 0)) continue;
    attachments.push({
      name: file.name,
      type: file.type || 'application/octet-stream',
      content: Buffer.from(await file.arrayBuffer()),
    });
  }
  return {
    subject: text('subject'),
    text: text('text'),
    from: text('from'),
    inReplyTo: text('inReplyTo'),
    attachments,
  };
}

function fromJson(body) {
  let input;
  try {
    input = JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new BadRequest('json-unreadable', `The body is no JSON: ${error.message}`);
  }
  const text = (name) => (typeof input[name] === 'string' ? input[name] : '');
  const sentAt = text('sentAt') ? new Date(text('sentAt')) : undefined;
  if (sentAt && Number.isNaN(sentAt.getTime())) throw new BadRequest('sent-at-unreadable', 'sentAt is no instant.');
  return {
    subject: text('subject'),
    text: text('text'),
    html: text('html'),
    from: text('from'),
    inReplyTo: text('inReplyTo'),
    messageId: text('messageId') || undefined,
    sentAt,
    quote: input.quote,
    attachments: (Array.isArray(input.attachments) ? input.attachments : []).map((file) => ({
      name: String(file.name ?? 'adjunto'),
      type: String(file.type ?? 'application/octet-stream'),
      contentId: file.contentId ? String(file.contentId) : undefined,
      content: Buffer.from(String(file.content ?? ''), 'base64'),
    })),
  };
}
