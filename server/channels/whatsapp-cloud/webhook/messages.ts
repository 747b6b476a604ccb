import { z } from 'zod';
import { readContent, type MessageContent } from './content';
import { id, instant, optionalFlag, optionalId, optionalObject, optionalText } from './fields';
import type { Draft, EchoItem, InboundItem, MessageBody } from './items';
import { personOf, type WebhookContact } from './person';

const head = z.object({
  id,
  timestamp: instant,
  from: optionalId,
  from_user_id: optionalId,
  from_parent_user_id: optionalId,
  to: optionalId,
  to_user_id: optionalId,
  to_parent_user_id: optionalId,
  group_id: optionalId,
  context: optionalObject({
    id: optionalId,
    forwarded: optionalFlag,
    frequently_forwarded: optionalFlag,
    referred_product: optionalObject({ product_retailer_id: optionalId }),
  }),
  referral: optionalObject({
    source_type: optionalText,
    source_id: optionalId,
    source_url: optionalText,
    headline: optionalText,
    body: optionalText,
    ctwa_clid: optionalText,
  }),
});
export type MessageHead = z.output<typeof head>;
export const fields = z.record(z.string(), z.unknown());

/** What messages of all three directions share. Throws `ZodError`. */
export function readBody(value: unknown): { head: MessageHead; body: MessageBody; key: string } {
  const raw = fields.parse(value);
  const parsed = head.parse(raw);
  const { context, referral } = parsed;
  const body: MessageBody = {
    messageId: parsed.id,
    content: readContent(raw),
    context: context && {
      messageId: context.id,
      forwarded: (context.forwarded ?? false) || (context.frequently_forwarded ?? false),
      productId: context.referred_product?.product_retailer_id ?? null,
    },
    referral: referral && {
      sourceType: referral.source_type,
      sourceId: referral.source_id,
      sourceUrl: referral.source_url,
      headline: referral.headline,
      body: referral.body,
      clickId: referral.ctwa_clid,
    },
    groupId: parsed.group_id,
  };
  return { head: parsed, body, key: keyOf(body, parsed.timestamp) };
}

/** Changes to a message carry their target as well: should Meta reuse an id for them, none hides the other. */
function keyOf({ messageId, content }: MessageBody, at: number | null): string {
  const target = targetOf(content);
  return target === null ? `message:${messageId}` : `${content.type}:${target}:${messageId}:${at ?? ''}`;
}

function targetOf(content: MessageContent): string | null {
  if (content.type === 'edit' || content.type === 'revoke') return content.originalId;
  // Taking a reaction back may come with the id of the reaction.
  return content.type === 'reaction' ? `${content.messageId}:${content.emoji ?? ''}` : null;
}

/** Meta: webhooks/reference/messages. */
export function readInbound(value: unknown, contacts: readonly WebhookContact[]): Draft<InboundItem> {
  const { head: parsed, body, key } = readBody(value);
  const ids = { waId: parsed.from, userId: parsed.from_user_id, parentUserId: parsed.from_parent_user_id };
  return { kind: 'message', at: parsed.timestamp, key, ...body, person: personOf(ids, contacts) };
}

/** Meta: webhooks/reference/smb_message_echoes. */
export function readEcho(value: unknown, contacts: readonly WebhookContact[]): Draft<EchoItem> {
  const { head: parsed, body, key } = readBody(value);
  const ids = { waId: parsed.to, userId: parsed.to_user_id, parentUserId: parsed.to_parent_user_id };
  return { kind: 'echo', at: parsed.timestamp, key, ...body, person: personOf(ids, contacts) };
}
