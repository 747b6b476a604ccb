import { GraphFault } from './graph-fault.mjs';

const STEP_MS = 150;

/** What becomes of a message of the business: taken, delivered, and read when its person looks. */
export function createStatuses({ state, save, clock, webhooks }) {
  let automatic = true;
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  async function tell(message, status, failure = null) {
    // Forgotten by a reset.
    if (!state.messages.includes(message)) return;
    if (status === 'failed' || RANK[status] > RANK[message.status]) message.status = status;
    save();
    const person = state.people[message.person];
    const fault = failure && new GraphFault(failure);
    await webhooks.tell(message.numberId, 'messages', {
      ...(person
        ? {
            contacts: [
              {
                profile: { name: person.name },
                user_id: person.userId,
                ...(person.waId ? { wa_id: person.waId } : {}),
              },
            ],
          }
        : {}),
      statuses: [
        {
          id: message.id,
          status,
          timestamp: String(Math.floor(clock.now() / 1000)),
          ...(person?.waId ? { recipient_id: person.waId } : person ? {} : { recipient_id: message.person }),
          ...(person ? { recipient_user_id: person.userId } : {}),
          ...(message.callbackData ? { biz_opaque_callback_data: message.callbackData } : {}),
          ...(status === 'sent'
            ? {
                pricing: {
                  billable: true,
                  pricing_model: 'PMP',
                  type: 'regular',
                  category: message.content?.rendered?.category ?? 'service',
                },
              }
            : {}),
          ...(fault
            ? {
                errors: [
                  {
                    code: fault.code,
                    title: fault.message,
                    message: fault.message,
                    error_data: { details: fault.message },
                  },
                ],
              }
            : {}),
        },
      ],
    });
  }

  return {
    tell,
    setAutomatic(on) {
      automatic = on;
    },
    async begin(message, failure) {
      if (!automatic) return;
      await wait(STEP_MS);
      if (failure) return tell(message, 'failed', failure);
      await tell(message, 'sent');
      await wait(STEP_MS);
      await tell(message, 'delivered');
    },
    /** Their phone shows the conversation. */
    async read(numberId, person) {
      const unread = state.messages.filter(
        (one) =>
          one.direction === 'outbound' &&
          one.numberId === numberId &&
          one.person === person &&
          one.status === 'delivered'
      );
      for (const message of unread) await tell(message, 'read');
    },
  };
}

const RANK = { accepted: 0, sent: 1, delivered: 2, read: 3, played: 4, failed: 5 };
