import type { MessageDto } from '../../../server/api/contracts/inbox';

const isNamed = (value: unknown): value is { name: string } =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';

/** The event's details as plain values for a translation: a person by name, nobody as `none`. */
export function eventValues({ event }: Pick<MessageDto, 'event'>): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(event?.details ?? {})) {
    if (typeof value === 'string' || typeof value === 'number') values[name] = String(value);
    else if (isNamed(value)) values[name] = value.name;
    else if (value === null) values[name] = 'none';
  }
  return values;
}
