import { z } from 'zod';
import { PROFILE_VERTICALS, type WhatsAppProfile } from '../../../api/contracts/whatsapp-accounts';
import type { GraphClient } from '../graph/client';
import type { GraphResult } from '../graph/result';
import { listOf, optionalText } from '../webhook/fields';

const FIELDS = 'about,address,description,email,websites,vertical';
const answer = z.object({
  data: listOf(
    z.object({
      about: optionalText,
      address: optionalText,
      description: optionalText,
      email: optionalText,
      websites: listOf(z.string()),
      vertical: z.enum(PROFILE_VERTICALS).catch('UNDEFINED'),
    })
  ),
});

const pathOf = (phoneNumberId: string) => `${encodeURIComponent(phoneNumberId)}/whatsapp_business_profile`;

/** Meta: business-phone-numbers/business-profiles. */
export async function readProfile(
  client: GraphClient,
  phoneNumberId: string,
  signal: AbortSignal
): Promise<GraphResult<WhatsAppProfile>> {
  const path = pathOf(phoneNumberId);
  const result = await client.call({ method: 'GET', path, query: { fields: FIELDS }, repeatable: true }, signal);
  if (result.status !== 'ok') return result;
  const read = answer.safeParse(result.data);
  if (!read.success) return { status: 'not-sent', detail: 'an answer that shows no profile' };
  const [profile] = read.data.data;
  return {
    status: 'ok',
    data: {
      about: profile?.about ?? '',
      address: profile?.address ?? '',
      description: profile?.description ?? '',
      email: profile?.email ?? '',
      websites: profile?.websites ?? [],
      vertical: profile?.vertical ?? 'UNDEFINED',
    },
  };
}

export function writeProfile(
  client: GraphClient,
  phoneNumberId: string,
  { about, vertical, ...profile }: WhatsAppProfile,
  signal: AbortSignal
): Promise<GraphResult<unknown>> {
  const body = {
    messaging_product: 'whatsapp',
    ...profile,
    // Meta refuses an empty "about", and the kind of business that nobody has chosen yet.
    ...(about ? { about } : {}),
    ...(vertical === 'UNDEFINED' ? {} : { vertical }),
  };
  return client.call({ method: 'POST', path: pathOf(phoneNumberId), body, repeatable: true }, signal);
}
