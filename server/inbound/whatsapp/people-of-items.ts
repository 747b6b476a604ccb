import type { WebhookItem } from '../../channels/whatsapp-cloud/webhook/items';
import type { WebhookPerson } from '../../channels/whatsapp-cloud/webhook/person';
import type { NamedPerson } from '../../contacts/whatsapp-people';
import type { CustomerDirectory } from '../../hosts/customer-directory';
import { identitiesOf, type Scope } from '../../whatsapp/identity';
import { phoneOfWaId } from '../../whatsapp/phone';

/** Whom the items of a batch name, with what the host knows of them. */
export type KnownPeople = (person: WebhookPerson, scope: Scope) => NamedPerson;

export interface PeopleOfItems {
  /** Asks the host for its customers. Not inside a transaction: the host may be slow. */
  prepare(items: WebhookItem[]): Promise<KnownPeople>;
}

export function createPeopleOfItems(directory: CustomerDirectory): PeopleOfItems {
  return {
    async prepare(items) {
      const customers = new Map<string, NamedPerson['customers']>();
      for (const item of items) {
        if (!('person' in item) || item.person.waId === null || customers.has(item.person.waId)) continue;
        const phone = phoneOfWaId(item.person.waId);
        customers.set(item.person.waId, phone ? await directory.findByPhone(phone) : []);
      }
      return (person, scope) => ({
        identities: identitiesOf(person, scope),
        name: person.name ?? (person.username ? `@${person.username}` : ''),
        customers: customers.get(person.waId ?? '') ?? [],
      });
    },
  };
}
