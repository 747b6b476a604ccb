import { invalid } from '../../api/errors';
import type { CreateMessage } from '../../api/contracts/inbox';
import type { PartsFault } from './message-parts';

/** What a mail has and a message of WhatsApp does not: told at once, since it would be lost silently. */
export function refuseWhatIsOfMail(input: CreateMessage): void {
  if (input.kind === 'forward') throw invalid('forward-not-possible', 'Messages of WhatsApp cannot be passed on here.');
  if (input.html?.trim()) {
    throw invalid('html-not-possible', 'WhatsApp takes plain text: *bold*, _italic_, ~struck~ and ```code```.');
  }
  if (input.to?.length || input.cc?.length || input.bcc?.length) {
    throw invalid('recipients-fixed', 'A message of WhatsApp goes to the person of the conversation alone.');
  }
  if (input.subject) throw invalid('subject-not-possible', 'Messages of WhatsApp have no subject.');
  if (input.quoteOf) throw invalid('quote-not-possible', 'Name the message that this answers in replyToMessageId.');
  if (input.kind === 'template') {
    if (!input.templateId) throw invalid('template-needed', 'Say which template in templateId.');
    if (input.text || input.attachmentIds.length > 0 || input.location || input.replyToMessageId)
      throw invalid('template-is-whole', 'An approved template is sent as it is, with its values alone.');
  } else if (input.templateId || input.values)
    throw invalid('not-a-template', 'templateId and values go with kind: template.');
  if (input.kind === 'note' && (input.location || input.replyToMessageId)) {
    throw invalid('note-is-text', 'A note has text and files.');
  }
}

export function refuseFault(fault: PartsFault): never {
  switch (fault.code) {
    case 'empty-message':
      throw invalid(fault.code, 'Write something first.');
    case 'text-too-long':
      throw invalid(fault.code, `At most ${fault.limit} characters fit into one message of WhatsApp.`, {
        limit: fault.limit,
      });
    case 'media-empty':
      throw invalid(fault.code, `${fault.file} is empty.`, { file: fault.file });
    case 'media-type':
      throw invalid(fault.code, `WhatsApp does not take files like ${fault.file}.`, {
        file: fault.file,
        types: fault.limit,
      });
    case 'media-too-large': {
      const megabytes = Math.floor(Number(fault.limit) / 1024 / 1024);
      throw invalid(fault.code, `${fault.file} is larger than the ${megabytes} MB that WhatsApp takes.`, {
        file: fault.file,
        limit: Number(fault.limit),
      });
    }
  }
}
