import { GraphFault } from './graph-fault.mjs';

const REGISTRATIONS = { times: 10, within: 72 * 3600_000 };
const PROFILE_LIMITS = { about: 139, address: 256, description: 512, email: 128 };
const PAGE = 1;
/** The portfolio that owns all numbers here. */
const BUSINESS_ID = '2729063490586005';

/** Meta: support/health-status. `problem`: `{ entity, sending, code, text, solution }`, of one entity, or null. */
function healthOf(id, wabaId, problem) {
  const ids = { PHONE_NUMBER: id, WABA: wabaId, BUSINESS: BUSINESS_ID, APP: 'app' };
  return {
    can_send_message: problem?.sending ?? 'AVAILABLE',
    entities: Object.entries(ids).map(([entity, entityId]) => ({
      entity_type: entity,
      id: entityId,
      can_send_message: problem?.entity === entity ? problem.sending : 'AVAILABLE',
      ...(problem?.entity === entity
        ? {
            errors: [
              { error_code: problem.code, error_description: problem.text, possible_solution: problem.solution },
            ],
          }
        : {}),
    })),
  };
}

/** Numbers of a WhatsApp Business account, and what is set up of them. Meta: business-phone-numbers. */
export function createNumbers({ state, save, clock, uploads }) {
  const registrations = [];
  const shown = (id, fields) => {
    const { pin: _pin, profile: _profile, wabaId: _waba, override, problem = null, ...known } = state.numbers[id];
    const all = {
      ...known,
      webhook_configuration: override ? { phone_number: override } : {},
      health_status: healthOf(id, state.numbers[id].wabaId, problem),
    };
    const wanted = fields ? fields.split(',') : ['verified_name', 'display_phone_number', 'quality_rating'];
    return { ...Object.fromEntries(wanted.filter((name) => name in all).map((name) => [name, all[name]])), id };
  };
  return {
    get: shown,

    /** A page holds one number here, so that nobody forgets that there are pages. */
    ofWaba(wabaId, { fields, after }) {
      const ids = Object.keys(state.numbers).filter((id) => state.numbers[id].wabaId === wabaId);
      if (ids.length === 0 && !state.wabas[wabaId])
        throw new GraphFault(100, { subcode: 33, title: `Object with ID '${wabaId}' does not exist` });
      const start = after ? ids.indexOf(after) + 1 : 0;
      const page = ids.slice(start, start + PAGE);
      const last = page.at(-1);
      const more = start + PAGE < ids.length;
      return {
        data: page.map((id) => shown(id, fields)),
        paging: { cursors: { before: page[0], after: last }, ...(more ? { next: `?after=${last}` } : {}) },
      };
    },

    register(id, { pin }) {
      const number = state.numbers[id];
      const now = clock.now();
      const recent = registrations.filter((at) => now - at < REGISTRATIONS.within);
      if (recent.length >= REGISTRATIONS.times) throw new GraphFault(133016);
      registrations.push(now);
      if (number.code_verification_status !== 'VERIFIED')
        throw new GraphFault(133006, { title: 'Phone number re-verification needed' });
      if (number.pin !== null && pin !== number.pin) throw new GraphFault(133005);
      number.pin = pin;
      number.status = 'CONNECTED';
      save();
      return { success: true };
    },

    requestCode(id, { code_method: method, language }) {
      if (!['SMS', 'VOICE'].includes(method) || !language) throw new GraphFault(100, { details: 'code_method' });
      state.numbers[id].code = '424242';
      save();
      return { success: true };
    },

    verifyCode(id, { code }) {
      const number = state.numbers[id];
      if (!number.code || code !== number.code) throw new GraphFault(136025, { title: 'Verify code error' });
      number.code_verification_status = 'VERIFIED';
      save();
      return { success: true };
    },

    profile(id, fields) {
      const { pictureHandle, ...profile } = state.numbers[id].profile;
      const wantsPicture = fields?.split(',').includes('profile_picture_url');
      const picture = pictureHandle && wantsPicture ? { profile_picture_url: uploads.address(pictureHandle) } : {};
      return { data: [{ messaging_product: 'whatsapp', ...profile, ...picture }] };
    },

    setProfile(id, body) {
      for (const [name, limit] of Object.entries(PROFILE_LIMITS)) {
        if (typeof body[name] === 'string' && body[name].length > limit)
          throw new GraphFault(100, { details: `Param ${name} must be at most ${limit} characters long.` });
      }
      if (body.websites && (body.websites.length > 2 || body.websites.some((url) => !/^https?:\/\//.test(url))))
        throw new GraphFault(100, { details: 'Param websites' });
      const { messaging_product: _product, profile_picture_handle: pictureHandle, ...fields } = body;
      if (pictureHandle !== undefined) {
        if (!uploads.isPicture(pictureHandle)) throw new GraphFault(100, { details: 'Param profile_picture_handle' });
        fields.pictureHandle = pictureHandle;
      }
      Object.assign(state.numbers[id].profile, fields);
      save();
      return { success: true };
    },
  };
}
