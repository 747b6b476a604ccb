import { randomBytes } from 'node:crypto';
import { GraphFault } from './graph-fault.mjs';
import { newNumber, SCOPES } from './state.mjs';

const CODE_MS = 30_000;

/** Who signs up in the window: a business with what it brings. */
const BUSINESSES = {
  /** Makes an account and verifies a new number. */
  'new-number': { event: 'FINISH', numbers: [{ status: 'PENDING', pin: null }] },
  /** Its number has a PIN that somebody set before. */
  'own-pin': { event: 'FINISH', numbers: [{ status: 'PENDING', pin: '987654' }] },
  /** Leaves before it has chosen a number. */
  'only-account': { event: 'FINISH_ONLY_WABA', numbers: [] },
  'several-numbers': {
    event: 'FINISH_ONLY_WABA',
    numbers: [{ status: 'CONNECTED' }, { status: 'PENDING', pin: null }],
  },
  /** Keeps the number in the app of its phone. The event names no number. */
  'phone-app': {
    event: 'FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING',
    numbers: [{ status: 'PENDING', is_on_biz_app: true }],
  },
};

/** Embedded Signup: what happens in Meta's window, and the exchange of its code. Meta: embedded-signup/implementation. */
export function createSignup({ app, state, save, clock }) {
  let serial = Object.keys(state.wabas).length;

  function newCode(wabaId, scopes) {
    const code = `AQ${randomBytes(24).toString('hex')}`;
    state.codes[code] = { wabaId, scopes, at: clock.now(), used: false };
    save();
    return code;
  }

  return {
    /** Somebody got to the end of the window. Answers what the window posts, and the code. */
    finish({ business, scopes = SCOPES }) {
      const { event, numbers } = BUSINESSES[business] ?? {};
      if (!event) throw Object.assign(new Error(`no business is known as ${business}`), { status: 404 });
      serial += 1;
      const wabaId = `40900000000${String(serial).padStart(4, '0')}`;
      const businessId = `50900000000${String(serial).padStart(4, '0')}`;
      state.wabas[wabaId] = { businessId };
      const ids = numbers.map((number, index) => {
        const id = `60900000000${String(serial * 10 + index).padStart(4, '0')}`;
        const display = `+34 911 00 ${String(serial).padStart(2, '0')} ${String(index + 1).padStart(2, '0')}`;
        state.numbers[id] = { ...newNumber(wabaId, display, `Taller ${serial}`), ...number };
        return id;
      });
      const data = { waba_id: wabaId, business_id: businessId };
      if (event === 'FINISH') data.phone_number_id = ids[0];
      return { code: newCode(wabaId, scopes), event, data };
    },

    /** The same business goes through the window once more. */
    again: (wabaId) => ({ code: newCode(wabaId, SCOPES) }),

    /** The number that was missing when the window closed. */
    addNumber(wabaId) {
      const id = `61900000000${String((serial += 1)).padStart(4, '0')}`;
      state.numbers[id] = { ...newNumber(wabaId, `+34 912 00 00 ${serial}`, 'Taller'), status: 'PENDING', pin: null };
      save();
      return { id };
    },

    /** `GET /oauth/access_token`: a code lives for 30 seconds and is good for one token. */
    exchange(url) {
      const given = (name) => url.searchParams.get(name);
      if (given('client_id') !== app.appId || given('client_secret') !== app.appSecret)
        throw new GraphFault(1, { title: 'Error validating client secret.' });
      const code = state.codes[given('code')];
      if (!code) throw new GraphFault(100, { subcode: 36007, title: 'Invalid verification code format.' });
      if (code.used) throw new GraphFault(100, { subcode: 36009, title: 'This authorization code has been used.' });
      if (clock.now() - code.at > CODE_MS)
        throw new GraphFault(100, { subcode: 36007, title: 'This authorization code has expired.' });
      code.used = true;
      const token = `EAASignup${randomBytes(24).toString('hex')}`;
      const { scopes, wabaId } = code;
      state.tokens[token] = {
        appId: app.appId,
        scopes,
        expiresAt: 0,
        type: 'SYSTEM_USER',
        valid: true,
        wabas: [wabaId],
      };
      save();
      return { access_token: token, token_type: 'bearer' };
    },

    /** A business's token reaches what that business gave, and for everything else it is as if it were not there. */
    mayReach(token, id) {
      const wabaId = state.numbers[id]?.wabaId ?? (id === app.wabaId || state.wabas[id] ? id : null);
      if (token.wabas && wabaId && !token.wabas.includes(wabaId))
        throw new GraphFault(100, { subcode: 33, title: `Object with ID '${id}' does not exist` });
    },
  };
}
