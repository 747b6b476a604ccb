import { readFileSync } from 'node:fs';

const read = (name) => JSON.parse(readFileSync(new URL(`../../data/${name}.json`, import.meta.url), 'utf8'));

/** Those whom one can play on the customer's page: the customers of the ERP, and people it does not know. */
export function readPeople() {
  const customers = read('customers').map((customer) => ({
    id: customer.code.toLowerCase(),
    name: customer.contact,
    company: customer.name,
    city: customer.city,
    language: customer.language,
    known: true,
    addresses: customer.emails.map((email) => email.address),
  }));
  const strangers = read('strangers').map((stranger) => ({ ...stranger, known: false }));
  return [...customers, ...strangers];
}
