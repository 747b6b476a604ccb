import { GraphFault } from './graph-fault.mjs';
import { renderTemplate } from './template-sending.mjs';

const DAY_MS = 24 * 3600_000;
/** Meta: 1 message each 6 seconds to one person, 45 of them borrowed. */
const PAIR = { each: 6_000, burst: 45 };
const TYPES = [
  'text',
  'image',
  'video',
  'audio',
  'document',
  'sticker',
  'location',
  'contacts',
  'reaction',
  'interactive',
  'template',
];

/** `POST /{phone-number-id}/messages`. Meta: messages/send-messages. */
export function createMessages({ state, id, save, clock, people, statuses }) {
  function refusePairRate(numberId, person) {
    const now = clock.now();
    const key = `${numberId}|${person}`;
    const pair = state.pairs[key] ?? { tokens: PAIR.burst, at: now };
    const tokens = Math.min(PAIR.burst, pair.tokens + (now - pair.at) / PAIR.each);
    state.pairs[key] = { tokens: Math.max(0, tokens - 1), at: now };
    if (tokens < 1) throw new GraphFault(131056);
  }

  function checkContent(body) {
    const { type } = body;
    if (!TYPES.includes(type)) throw new GraphFault(131051, { details: `type ${type}` });
    const content = body[type];
    const missing = (name) => new GraphFault(131008, { details: `${type}['${name}'] is required` });
    if (!content) throw missing(type);
    if (type === 'text') {
      if (!content.body) throw missing('body');
      if (content.body.length > 4096)
        throw new GraphFault(100, { details: 'Param text.body must be at most 4096 characters long.' });
    } else if (['image', 'video', 'audio', 'document', 'sticker'].includes(type)) {
      const media = state.media[content.id];
      if (!content.link && (!media || media.expiresAt < clock.now()))
        throw new GraphFault(131053, { details: 'The media id is not known.' });
      if ((type === 'audio' || type === 'sticker') && content.caption)
        throw new GraphFault(100, { details: `Unexpected key "caption" on param "${type}".` });
    } else if (type === 'reaction' && !content.message_id) throw missing('message_id');
    else if (type === 'location' && (content.latitude === undefined || content.longitude === undefined))
      throw missing('latitude');
  }

  return {
    markRead(body) {
      const message = state.messages.find((one) => one.id === body.message_id && one.direction === 'inbound');
      if (!message) throw new GraphFault(131009, { details: 'message_id is not valid' });
      message.status = 'read';
      message.typing = Boolean(body.typing_indicator);
      save();
      return { success: true };
    },

    async send(numberId, body) {
      const number = state.numbers[numberId];
      if (number.status !== 'CONNECTED') throw new GraphFault(133010);
      checkContent(body);
      const { person, digits } = people.recipient(body);
      if (!person && !digits) throw new GraphFault(131026, { details: 'Recipient is not known.' });
      if (digits === number.display_phone_number.replace(/\D/g, '')) throw new GraphFault(131021);
      refusePairRate(numberId, person?.key ?? digits);
      const rendered =
        body.type === 'template' ? renderTemplate(Object.values(state.templates), number.wabaId, body.template) : null;
      const last = state.windows[`${numberId}|${person?.key ?? digits}`] ?? -Infinity;
      const open = body.type === 'template' || clock.now() - last <= DAY_MS;
      const wamid = id('wamid.HBgLOUT');
      const message = {
        id: wamid,
        direction: 'outbound',
        numberId,
        person: person?.key ?? digits,
        at: clock.now(),
        type: body.type,
        content: rendered ? { ...body.template, rendered } : body[body.type],
        replyTo: body.context?.message_id ?? null,
        callbackData: body.biz_opaque_callback_data ?? null,
        status: 'accepted',
      };
      state.messages.push(message);
      if (body.type === 'reaction') {
        const target = state.messages.find((one) => one.id === body.reaction.message_id);
        if (target) target.businessReaction = body.reaction.emoji || null;
      }
      save();
      // Whether it can be delivered at all, Meta mostly tells by a status: the answer says only that it was taken.
      const failure = !open ? 131047 : !person || person.blocked ? 131026 : null;
      void statuses.begin(message, failure);
      return {
        messaging_product: 'whatsapp',
        contacts: [
          {
            input: body.to ?? body.recipient,
            ...(digits ? { wa_id: person?.waId ?? digits } : { user_id: body.recipient }),
          },
        ],
        messages: [{ id: wamid, message_status: 'accepted' }],
      };
    },
  };
}
