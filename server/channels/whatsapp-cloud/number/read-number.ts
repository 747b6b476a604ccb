import { z } from 'zod';
import type { GraphClient } from '../graph/client';
import type { GraphResult } from '../graph/result';
import type { ProviderState } from '../settings';
import { optionalObject, optionalText } from '../webhook/fields';
import { healthStatus, messagingHealth, portfolioIdOf } from './health';

/** Meta: business-phone-numbers/phone-numbers, "Get a single phone number". */
const FIELDS =
  'display_phone_number,verified_name,quality_rating,status,name_status,throughput,whatsapp_business_manager_messaging_limit,health_status';

const answer = z.object({
  display_phone_number: optionalText,
  verified_name: optionalText,
  quality_rating: optionalText,
  status: optionalText,
  name_status: optionalText,
  throughput: optionalObject({ level: optionalText }),
  whatsapp_business_manager_messaging_limit: optionalText,
  health_status: healthStatus,
});

export interface NumberSeen {
  number: Omit<NonNullable<ProviderState['number']>, 'checkedAt'>;
  /** Null: Meta did not say. */
  portfolioId: string | null;
}

/** What Meta says of the number. */
export async function readNumber(
  client: GraphClient,
  phoneNumberId: string,
  signal: AbortSignal
): Promise<GraphResult<NumberSeen>> {
  const path = encodeURIComponent(phoneNumberId);
  const result = await client.call({ method: 'GET', path, query: { fields: FIELDS }, repeatable: true }, signal);
  if (result.status !== 'ok') return result;
  const read = answer.safeParse(result.data);
  if (!read.success) return { status: 'not-sent', detail: 'an answer that names no number' };
  const { health_status: health } = read.data;
  return {
    status: 'ok',
    data: {
      number: {
        displayPhoneNumber: read.data.display_phone_number,
        verifiedName: read.data.verified_name,
        quality: read.data.quality_rating,
        status: read.data.status,
        nameStatus: read.data.name_status,
        throughput: read.data.throughput?.level ?? null,
        messagingLimit: read.data.whatsapp_business_manager_messaging_limit,
        health: health && messagingHealth(health),
      },
      portfolioId: health && portfolioIdOf(health),
    },
  };
}
