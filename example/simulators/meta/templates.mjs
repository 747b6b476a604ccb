import { GraphFault } from './graph-fault.mjs';
import { checkTemplate } from './template-rules.mjs';

const DAY_MS = 24 * 3600_000;
const CATEGORIES = ['UTILITY', 'MARKETING', 'AUTHENTICATION'];
const EDITABLE = ['APPROVED', 'REJECTED', 'PAUSED'];

/** Templates of a WhatsApp Business account. Meta: message templates, "Create", "Edit", "Retrieve" and "Delete". */
export function createTemplates({ state, save, clock, reviews }) {
  const own = (waba) => Object.values(state.templates).filter((one) => one.waba === waba);
  const find = (id) => {
    const found = state.templates[id];
    if (!found) throw new GraphFault(100, { subcode: 33, title: `Object with ID '${id}' does not exist` });
    return found;
  };

  /** Larger than what a JavaScript number can hold exactly, as Meta's are. */
  function newId() {
    state.templateSerial += 1;
    return `250123456789${String(state.templateSerial).padStart(5, '0')}`;
  }

  function add(waba, fields) {
    const template = {
      id: newId(),
      waba,
      status: 'PENDING',
      rejected_reason: 'NONE',
      quality_score: { score: 'UNKNOWN' },
      parameter_format: 'POSITIONAL',
      edits: [],
      ...fields,
    };
    state.templates[template.id] = template;
    save();
    return template;
  }

  return {
    add,
    has: (id) => state.templates[id] !== undefined,
    all: () => Object.values(state.templates),
    named: (name, language) =>
      Object.values(state.templates).filter((one) => one.name === name && (!language || one.language === language)),

    create(waba, { name, language, category, parameter_format = 'POSITIONAL', components }) {
      if (!/^[a-z0-9_]{1,512}$/.test(name ?? ''))
        throw new GraphFault(100, { userMessage: 'Param name is not valid.' });
      if (!/^[a-z]{2,3}(_[A-Z]{2,4})?$/.test(language ?? ''))
        throw new GraphFault(100, { userMessage: 'Param language is not valid.' });
      if (!CATEGORIES.includes(category)) throw new GraphFault(100, { userMessage: 'Param category is not valid.' });
      if (own(waba).some((one) => one.name === name && one.language === language))
        throw new GraphFault(100, { subcode: 2388024, userMessage: 'There is already content in this language.' });
      if ((state.deletedNames[name] ?? -Infinity) > clock.now() - 30 * DAY_MS)
        throw new GraphFault(100, { subcode: 2388023, userMessage: 'The name was deleted less than 30 days ago.' });
      checkTemplate({ components, parameter_format });
      const template = add(waba, {
        name,
        language,
        category: reviews.categoryOf(category),
        parameter_format,
        components,
      });
      reviews.begin(template);
      return { id: template.id, status: template.status, category: template.category };
    },

    list(waba, query) {
      const wanted = (field) => query.get(field);
      const all = own(waba).filter(
        (one) =>
          // As Meta searches: what contains the name.
          (!wanted('name') || one.name.includes(wanted('name'))) &&
          (!wanted('language') || one.language === wanted('language')) &&
          (!wanted('status') || one.status === wanted('status'))
      );
      const start = Number(wanted('after') ?? 0);
      const end = start + Math.min(Number(wanted('limit') ?? 25), 100);
      const more = end < all.length;
      return {
        data: all.slice(start, end).map(shown),
        paging: {
          cursors: { before: String(start), after: String(end) },
          ...(more ? { next: `https://graph.facebook.com/next?after=${end}` } : {}),
        },
      };
    },

    get: (id) => shown(find(id)),

    edit(id, { category, components }) {
      const template = find(id);
      const now = clock.now();
      if (!EDITABLE.includes(template.status))
        throw new GraphFault(100, { subcode: 2388026, userMessage: 'This template cannot be edited now.' });
      if (template.status === 'APPROVED') {
        if (category && category !== template.category)
          throw new GraphFault(100, {
            subcode: 2388025,
            userMessage: 'The category of an approved template is fixed.',
          });
        const recent = template.edits.filter((at) => at > now - 30 * DAY_MS);
        if (recent.some((at) => at > now - DAY_MS) || recent.length >= 10)
          throw new GraphFault(100, { subcode: 2388027, userMessage: 'Templates can be edited once in 24 hours.' });
      }
      if (components) checkTemplate({ components, parameter_format: template.parameter_format });
      if (template.status === 'APPROVED') template.edits.push(now);
      Object.assign(template, { status: 'PENDING', rejected_reason: 'NONE' });
      if (components) template.components = components;
      if (category) template.category = reviews.categoryOf(category);
      save();
      reviews.begin(template);
      return { success: true };
    },

    remove(waba, query) {
      const id = query.get('hsm_id');
      const name = query.get('name');
      const gone = own(waba).filter((one) => one.name === name && (!id || one.id === id));
      if (gone.length === 0) throw new GraphFault(100, { userMessage: 'There is no such template.' });
      if (gone.some(({ status }) => status === 'DISABLED'))
        throw new GraphFault(100, { userMessage: 'A disabled template cannot be deleted.' });
      for (const one of gone) {
        if (one.status === 'APPROVED' && !id) state.deletedNames[name] = clock.now();
        delete state.templates[one.id];
      }
      save();
      return { success: true };
    },
  };
}

function shown({ waba: _waba, edits: _edits, ...fields }) {
  return fields;
}
