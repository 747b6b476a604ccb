import { z } from 'zod';
import type { TroubleCode } from '../../../accounts/trouble';
import type { MessagingHealthDto } from '../../../api/contracts/whatsapp-accounts';
import { listOf, optionalId, optionalNumber, optionalObject, optionalText } from '../webhook/fields';

/** Meta: support/health-status. Members that are not known are left alone: calls have theirs in the same place. */
export const healthStatus = optionalObject({
  can_send_message: optionalText,
  entities: listOf(
    z.object({
      entity_type: z.string(),
      id: optionalId,
      can_send_message: optionalText,
      errors: listOf(
        z.object({
          error_code: optionalNumber,
          error_description: optionalText,
          possible_solution: optionalText,
        })
      ),
      additional_info: listOf(z.string()),
    })
  ),
});
type HealthStatus = NonNullable<z.output<typeof healthStatus>>;

/** "There is an error with the payment method." */
const PAYMENT = 141006;
/** Of calls over SIP, which are told here whether anybody calls or not. */
const ABOUT_CALLS: ReadonlySet<number | null> = new Set([138024, 138025]);

/** What stands in the way of messages, with Meta's own words for it. */
export function messagingHealth({ can_send_message: sending, entities }: HealthStatus): MessagingHealthDto {
  return {
    sending,
    problems: entities.flatMap(({ entity_type: entity, errors, additional_info: remarks }) => [
      ...errors
        .filter(({ error_code: code }) => !ABOUT_CALLS.has(code))
        .map(({ error_code: code, error_description: text, possible_solution: solution }) => ({
          entity,
          code,
          text: text ?? String(code ?? ''),
          solution,
        })),
      ...remarks.map((text) => ({ entity, code: null, text, solution: null })),
    ]),
  };
}

/** The business that owns the number; within it user ids hold. */
export const portfolioIdOf = ({ entities }: HealthStatus): string | null =>
  entities.find(({ entity_type: type }) => type === 'BUSINESS')?.id ?? null;

/** What becomes of the account; null where all may be sent, or Meta did not say. */
export function troubleOfHealth(health: MessagingHealthDto | null): TroubleCode | null {
  switch (health?.sending) {
    case 'BLOCKED':
      return health.problems.some(({ code }) => code === PAYMENT) ? 'whatsapp-billing-blocked' : 'whatsapp-restricted';
    case 'LIMITED':
      return 'whatsapp-limited';
    default:
      return null;
  }
}
