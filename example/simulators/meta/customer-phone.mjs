/** What a person with a phone does: write, send a photo, react, change and take back a message, look at the answers. */
export function createCustomerPhone({ state, id, save, clock, people, webhooks, media }) {
  const stamp = () => String(Math.floor(clock.now() / 1000));

  async function tell(numberId, person, message) {
    await webhooks.tell(numberId, 'messages', { contacts: [people.contact(person)], messages: [message] });
  }
  const from = (person) => ({ ...(person.waId ? { from: person.waId } : {}), from_user_id: person.userId });

  return {
    async say(numberId, person, { type = 'text', replyTo, at, groupId, referral, ...content }) {
      const timestamp = at ? String(Math.floor(at / 1000)) : stamp();
      const message = {
        ...from(person),
        id: id('wamid.HBgLIN'),
        timestamp,
        type,
        ...content,
        ...(replyTo ? { context: { id: replyTo } } : {}),
        ...(groupId ? { group_id: groupId } : {}),
        ...(referral ? { referral } : {}),
      };
      const when = Number(timestamp) * 1000;
      const window = `${numberId}|${person.key}`;
      state.windows[window] = Math.max(state.windows[window] ?? 0, when);
      state.messages.push({
        id: message.id,
        direction: 'inbound',
        numberId,
        person: person.key,
        // To the millisecond, unlike in webhooks: an answer within the second shall stand below the question.
        at: at ?? clock.now(),
        type,
        content: content[type] ?? {},
        replyTo: replyTo ?? null,
        status: 'sent',
        reaction: null,
      });
      save();
      await tell(numberId, person, message);
      return { id: message.id };
    },

    /** A file of theirs: `{ type, mimeType, data: base64, caption?, fileName? }`. */
    sendMedia(numberId, person, { type, mimeType, data, caption, fileName, voice, ...rest }) {
      const stored = media.store({ bytes: Buffer.from(data, 'base64'), mimeType, fileName, inbound: true });
      return this.say(numberId, person, {
        type,
        [type]: {
          id: stored.id,
          mime_type: mimeType,
          sha256: stored.sha256,
          ...(caption ? { caption } : {}),
          ...(fileName ? { filename: fileName } : {}),
          ...(voice ? { voice } : {}),
        },
        ...rest,
      });
    },

    async react(numberId, person, messageId, emoji) {
      const target = state.messages.find((one) => one.id === messageId);
      if (target) target.reaction = emoji || null;
      save();
      await tell(numberId, person, {
        ...from(person),
        id: id('wamid.HBgLRE'),
        timestamp: stamp(),
        type: 'reaction',
        reaction: { message_id: messageId, ...(emoji ? { emoji } : {}) },
      });
    },

    async edit(numberId, person, messageId, text) {
      const target = state.messages.find((one) => one.id === messageId);
      if (target) Object.assign(target, { content: { body: text }, edited: true });
      save();
      await tell(numberId, person, {
        ...from(person),
        id: id('wamid.HBgLED'),
        timestamp: stamp(),
        type: 'edit',
        edit: { original_message_id: messageId, message: { type: 'text', text: { body: text } } },
      });
    },

    async revoke(numberId, person, messageId) {
      const target = state.messages.find((one) => one.id === messageId);
      if (target) target.revoked = true;
      save();
      await tell(numberId, person, {
        ...from(person),
        id: id('wamid.HBgLRV'),
        timestamp: stamp(),
        type: 'revoke',
        revoke: { original_message_id: messageId },
      });
    },
  };
}
