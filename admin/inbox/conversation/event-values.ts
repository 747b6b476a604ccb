import type { MessageDto } from '../../../server/api/contracts/inbox';

const isNamed = (value: unknown): value is { name: string } =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';

/** By id: two people may share a name. */
const isSame = (one: unknown, other: unknown): boolean =>
  isNamed(one) && isNamed(other) && 'id' in one && 'id' in other && one.id === other.id;

/**
 * The event's details as plain values for a translation: a person by name, several things by theirs, nobody and
 * nothing as `none`. `self` is `yes` when a
 * person did it to themselves.
 */
export function eventValues({ event }: Pick<MessageDto, 'event'>): Record<string, string> {
  const details = event?.details ?? {};
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(details)) {
    if (typeof value === 'string' || typeof value === 'number') values[name] = String(value);
    else if (isNamed(value)) values[name] = value.name;
    else if (value === null) values[name] = 'none';
    else if (Array.isArray(value))
      values[name] =
        value
          .filter(isNamed)
          .map((one) => one.name)
          .join(', ') || 'none';
  }
  values['self'] = isSame(details['by'], details['to']) ? 'yes' : 'no';
  return values;
}
