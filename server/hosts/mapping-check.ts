import type { Core } from '@strapi/strapi';
import type { ConversationsConfig } from '../../config/schema';

interface Attribute {
  type: string;
  component?: string;
}

/** Checks the mapping of customers and quotes against the host's content types; throws one sentence that says what to write. */
export function checkMapping(
  strapi: Core.Strapi,
  { customer, quote }: Pick<ConversationsConfig, 'customer' | 'quote'>
): void {
  if (customer) {
    if (!customer.fields && !customer.resolve) {
      fail('customer', "needs 'fields' or 'resolve'");
    }
    const attributes = attributesOf(strapi, 'customer', customer.uid);
    if (customer.fields) {
      const { name, emails, phones, salesperson, language } = customer.fields;
      for (const path of [name, salesperson, language, ...list(emails), ...list(phones)]) {
        if (path) checkField(strapi, 'customer', customer.uid, attributes, path);
      }
    }
  }
  if (quote) {
    const attributes = attributesOf(strapi, 'quote', quote.uid);
    for (const path of Object.values(quote.fields)) {
      if (path) checkField(strapi, 'quote', quote.uid, attributes, path);
    }
  }
}

const list = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

function fail(key: string, problem: string): never {
  throw new Error(`config/plugins: conversations.config.${key} ${problem}.`);
}

function attributesOf(strapi: Core.Strapi, key: string, uid: string): Record<string, Attribute> {
  const types = strapi.contentTypes as unknown as Record<string, { attributes: Record<string, Attribute> }>;
  const type = types[uid];
  if (!type) {
    const names = Object.keys(types).filter((name) => name.startsWith('api::'));
    fail(
      `${key}.uid`,
      `names '${uid}', which this Strapi does not have; it has ${names.length > 0 ? names.join(', ') : 'no api types'}`
    );
  }
  return type.attributes;
}

function checkField(
  strapi: Core.Strapi,
  key: string,
  uid: string,
  attributes: Record<string, Attribute>,
  path: string
): void {
  const [first = '', second] = path.split('.');
  const attribute = attributes[first];
  if (!attribute) fail(`${key}.fields`, `names '${path}', but ${uid} has no field '${first}'`);
  if (second === undefined) return;
  const components = strapi.components as unknown as Record<string, { attributes: Record<string, Attribute> }>;
  const component = attribute.component ? components[attribute.component] : undefined;
  if (!component) fail(`${key}.fields`, `names '${path}', but '${first}' of ${uid} is no component`);
  if (!component.attributes[second])
    fail(`${key}.fields`, `names '${path}', but the component '${attribute.component}' has no field '${second}'`);
}
