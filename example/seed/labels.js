'use strict';

/** What the fields are called on the pages of the content manager, and what its lists show. */
const VIEWS = {
  'api::customer.customer': {
    mainField: 'name',
    list: ['code', 'name', 'city', 'brand', 'salesperson'],
    labels: {
      code: 'Código',
      name: 'Nombre',
      taxId: 'NIF',
      contact: 'Persona de contacto',
      emails: 'Correos electrónicos',
      phones: 'Teléfonos',
      city: 'Población',
      salesperson: 'Comercial',
      brand: 'Marca',
      language: 'Idioma',
      quotes: 'Presupuestos',
    },
  },
  'api::quote.quote': {
    mainField: 'number',
    list: ['number', 'customer', 'total', 'state', 'issuedAt'],
    labels: {
      number: 'Número',
      customer: 'Cliente',
      description: 'Descripción',
      total: 'Total (€)',
      state: 'Estado',
      issuedAt: 'Fecha',
    },
  },
  'contact.email': { mainField: 'address', labels: { address: 'Dirección', label: 'Etiqueta' } },
  'contact.phone': { mainField: 'number', labels: { number: 'Número', label: 'Etiqueta' } },
};

/** Names the fields in Spanish, once: what people arrange differently later stays. */
async function seedLabels(strapi) {
  const store = strapi.store({ type: 'core', name: 'example_erp' });
  if (await store.get({ key: 'labelled' })) return;
  for (const [uid, view] of Object.entries(VIEWS)) {
    const [service, model] = strapi.contentTypes[uid]
      ? [strapi.plugin('content-manager').service('content-types'), strapi.contentTypes[uid]]
      : [strapi.plugin('content-manager').service('components'), strapi.components[uid]];
    await service.updateConfiguration(model, arranged(await service.findConfiguration(model), view));
  }
  await store.set({ key: 'labelled', value: true });
}

function arranged(configuration, { mainField, list, labels }) {
  const metadatas = { ...configuration.metadatas };
  for (const [field, label] of Object.entries(labels)) {
    const { edit, list: column } = metadatas[field];
    metadatas[field] = { edit: { ...edit, label }, list: { ...column, label } };
  }
  return {
    ...configuration,
    settings: { ...configuration.settings, mainField, defaultSortBy: mainField },
    metadatas,
    layouts: { ...configuration.layouts, ...(list ? { list } : {}) },
  };
}

module.exports = { seedLabels };
