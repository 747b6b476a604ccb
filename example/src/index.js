'use strict';

const { seedLabels } = require('../seed/labels');
const { seedRecords } = require('../seed/records');
const { seedRoles } = require('../seed/roles');
const { seedUsers } = require('../seed/users');

module.exports = {
  /** Runs after the admin's own bootstrap, which makes the first roles. */
  async bootstrap({ strapi }) {
    const roleIds = await seedRoles(strapi);
    await seedUsers(strapi, roleIds);
    await seedRecords(strapi);
    await seedLabels(strapi);
  },
};
