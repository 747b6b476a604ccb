'use strict';

const customers = require('../data/customers.json');
const { quotesFor } = require('./quotes');

const CUSTOMER = 'api::customer.customer';
const QUOTE = 'api::quote.quote';

/** Customers and quotes. What is there stays as it is, so a seed that was cut short is completed. */
async function seedRecords(strapi) {
  const documentIds = new Map();
  for (const customer of customers) {
    const known = await strapi
      .documents(CUSTOMER)
      .findFirst({ filters: { code: customer.code }, fields: ['documentId'] });
    const { documentId } = known ?? (await strapi.documents(CUSTOMER).create({ data: customer }));
    documentIds.set(customer.code, documentId);
  }
  for (const { customerCode, ...quote } of quotesFor([...documentIds.keys()])) {
    const known = await strapi
      .documents(QUOTE)
      .findFirst({ filters: { number: quote.number }, fields: ['documentId'] });
    if (!known) await strapi.documents(QUOTE).create({ data: { ...quote, customer: documentIds.get(customerCode) } });
  }
}

module.exports = { seedRecords };
