import { readFile, rename, writeFile } from 'node:fs/promises';

export const SCOPES = ['whatsapp_business_messaging', 'whatsapp_business_management'];

/** One app, one WhatsApp Business account with two numbers, and the people who write to them. */
export function initialState(app) {
  return {
    serial: 0,
    tokens: {
      [app.accessToken]: { appId: app.appId, scopes: SCOPES, expiresAt: 0, type: 'SYSTEM_USER', valid: true },
    },
    subscribed: {},
    /** WhatsApp Business accounts of businesses that signed up. */
    wabas: {},
    uploads: {},
    codes: {},
    webhook: null,
    numbers: {
      [app.phoneNumberId]: newNumber(app.wabaId, '+34 910 00 00 01', 'Recambios Demo'),
      [`${app.phoneNumberId}9`]: {
        ...newNumber(app.wabaId, '+34 910 00 00 02', 'Recambios Demo 2'),
        status: 'PENDING',
      },
    },
    /** Key of a person: digits of their number, or their user id. */
    people: {},
    /** `<number>|<person>`: when the person last wrote, epoch milliseconds. */
    windows: {},
    /** `<number>|<person>`: what is left of the pair's allowance. */
    pairs: {},
    media: {},
    messages: [],
    /** Message templates by id. */
    templates: {},
    templateSerial: 0,
    /** Names that may not be given again yet: when they were deleted. */
    deletedNames: {},
  };
}

/** As Meta has it once it is registered. `pin` null: none was set yet. */
export const newNumber = (wabaId, display, name) => ({
  wabaId,
  display_phone_number: display,
  verified_name: name,
  quality_rating: 'GREEN',
  status: 'CONNECTED',
  name_status: 'APPROVED',
  code_verification_status: 'VERIFIED',
  throughput: { level: 'STANDARD' },
  whatsapp_business_manager_messaging_limit: 'TIER_2K',
  pin: '123456',
  profile: { about: '', address: '', description: '', email: '', websites: [], vertical: 'OTHER' },
  override: null,
});

/** Keeps the state over restarts where there is a file for it; a run of a test has none. */
export async function openState(app, file) {
  const read = async () => {
    if (!file) return initialState(app);
    try {
      return { ...initialState(app), ...JSON.parse(await readFile(file, 'utf8')) };
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
      return initialState(app);
    }
  };
  const state = await read();
  let writing = Promise.resolve();
  return {
    state,
    id: (prefix) => `${prefix}${String((state.serial += 1)).padStart(6, '0')}`,
    save() {
      if (!file) return;
      writing = writing.then(async () => {
        await writeFile(`${file}.new`, JSON.stringify(state));
        await rename(`${file}.new`, file);
      });
      writing.catch((error) => console.error(error));
    },
    reset() {
      for (const key of Object.keys(state)) delete state[key];
      Object.assign(state, initialState(app));
    },
    saved: () => writing,
  };
}
