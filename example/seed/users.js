'use strict';

const users = require('../data/users.json');

/** The people of the demo. Someone who exists keeps the password they have. */
async function seedUsers(strapi, roleIds) {
  const service = strapi.service('admin::user');
  for (const { firstname, lastname, email, password, role, language } of users) {
    if (await service.exists({ email })) continue;
    await service.create({
      firstname,
      lastname,
      email,
      password,
      preferedLanguage: language,
      isActive: true,
      registrationToken: null,
      roles: [roleIds[role]],
    });
  }
}

module.exports = { seedUsers };
