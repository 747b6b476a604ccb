'use strict';

const RECORDS = ['api::customer.customer', 'api::quote.quote'];
const EXPLORER = 'plugin::content-manager.explorer';
const MANAGE_ACCOUNTS = 'plugin::conversations.settings.accounts.manage';
const MANAGE_TAGS = 'plugin::conversations.settings.tags.manage';
const USE_INBOX = 'plugin::conversations.inbox.use';

/** A manager sets things up and reads no conversations by default; an agent answers customers. */
const ROLES = {
  manager: {
    name: 'Gerencia',
    description: 'Lleva clientes y presupuestos y configura las cuentas y las etiquetas; no lee conversaciones.',
    records: ['create', 'read', 'update', 'delete'],
    actions: [MANAGE_ACCOUNTS, MANAGE_TAGS, 'admin::users.read', 'admin::roles.read'],
  },
  agent: {
    name: 'Comercial',
    description: 'Atiende a los clientes: bandeja de entrada, clientes y presupuestos.',
    records: ['create', 'read', 'update'],
    actions: [USE_INBOX],
  },
};

/** Makes the roles that are missing and answers their ids by key. Roles that exist keep what people changed. */
async function seedRoles(strapi) {
  const service = strapi.service('admin::role');
  const ids = { 'super-admin': (await service.getSuperAdmin()).id };
  for (const [key, { name, description, records, actions }] of Object.entries(ROLES)) {
    const known = await service.findOne({ name });
    const role = known ?? (await service.create({ name, description }));
    if (!known)
      await service.assignPermissions(role.id, [...recordPermissions(strapi, records), ...actions.map(plain)]);
    ids[key] = role.id;
  }
  return ids;
}

const plain = (action) => ({ action, subject: null, properties: {}, conditions: [] });

function recordPermissions(strapi, verbs) {
  const wanted = verbs.map((verb) => `${EXPLORER}.${verb}`);
  const actions = strapi.service('admin::permission').actionProvider.values();
  return strapi
    .service('admin::content-type')
    .getPermissionsWithNestedFields(actions.filter(({ actionId }) => wanted.includes(actionId)))
    .filter(({ subject }) => RECORDS.includes(subject));
}

module.exports = { seedRoles };
