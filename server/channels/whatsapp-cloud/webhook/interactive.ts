import { z } from 'zod';
import { optionalId, optionalText, type ProviderError } from './fields';
import type { MessageContent } from './content';

const reply = z.object({ id: optionalId, title: z.string(), description: optionalText });
const flow = z.object({ name: optionalText, body: optionalText });
const schema = z.object({
  type: optionalText,
  button_reply: z.unknown().optional(),
  list_reply: z.unknown().optional(),
  nfm_reply: z.unknown().optional(),
});

/** Meta: webhooks/reference/messages/interactive. */
export function interactiveReply(value: unknown, errors: ProviderError[]): MessageContent {
  const { type, button_reply, list_reply, nfm_reply } = schema.parse(value);
  switch (type) {
    case 'button_reply':
      return { type: 'reply', reply: 'button', ...reply.parse(button_reply) };
    case 'list_reply':
      return { type: 'reply', reply: 'list', ...reply.parse(list_reply) };
    case 'nfm_reply': {
      const { name, body } = flow.parse(nfm_reply);
      return { type: 'reply', reply: 'flow', id: name, title: body ?? '', description: null };
    }
    default:
      return { type: 'unsupported', original: type === null ? 'interactive' : `interactive.${type}`, errors };
  }
}
