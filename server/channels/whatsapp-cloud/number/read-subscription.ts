import { z } from 'zod';
import type { GraphClient } from '../graph/client';
import type { GraphResult } from '../graph/result';
import { listOf, optionalId, optionalObject, optionalText } from '../webhook/fields';

const apps = z.object({
  data: listOf(
    z.object({
      whatsapp_business_api_data: optionalObject({ id: optionalId }),
      override_callback_uri: optionalText,
    })
  ),
});
const number = z.object({
  webhook_configuration: optionalObject({ phone_number: optionalText, whatsapp_business_account: optionalText }),
});

export interface SubscriptionSeen {
  subscribed: boolean;
  /** An address that gets this number's messages instead of the app's own. Null: none, or it is ours. */
  foreignCallback: string | null;
}

/**
 * Does Meta send what comes in for the number to the app, and to its own address? An address set for the number comes
 * before one of the WhatsApp Business account, and that before the app's. Meta: webhooks/override.
 */
export async function readSubscription(
  client: GraphClient,
  ids: { appId: string; wabaId: string; phoneNumberId: string },
  ownCallback: string,
  signal: AbortSignal
): Promise<GraphResult<SubscriptionSeen>> {
  const path = `${encodeURIComponent(ids.wabaId)}/subscribed_apps`;
  const listed = await client.call({ method: 'GET', path, repeatable: true }, signal);
  if (listed.status !== 'ok') return listed;
  const read = apps.safeParse(listed.data);
  if (!read.success) return { status: 'not-sent', detail: 'an answer that lists no apps' };
  const own = read.data.data.find((app) => app.whatsapp_business_api_data?.id === ids.appId);

  const asked = await client.call(
    {
      method: 'GET',
      path: encodeURIComponent(ids.phoneNumberId),
      query: { fields: 'webhook_configuration' },
      repeatable: true,
    },
    signal
  );
  if (asked.status !== 'ok') return asked;
  const { data } = number.safeParse(asked.data);
  const override =
    data?.webhook_configuration?.phone_number ||
    data?.webhook_configuration?.whatsapp_business_account ||
    own?.override_callback_uri ||
    null;
  return {
    status: 'ok',
    data: { subscribed: own !== undefined, foreignCallback: override === ownCallback ? null : override },
  };
}
