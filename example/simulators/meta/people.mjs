/** The people with phones. One without a number is known by the user id alone, as Meta's user names make possible. */
export function createPeople({ state, id, save }) {
  const keyOf = ({ phone, userId }) => (phone ? phone.replace(/\D/g, '') : userId);
  return {
    list: () => Object.values(state.people),
    find: (key) => state.people[key] ?? null,
    add({ name, phone, username, userId = id('ES.13491208655') }) {
      const person = {
        key: keyOf({ phone, userId }),
        name,
        waId: phone ? phone.replace(/\D/g, '') : null,
        userId,
        username: username ?? null,
        blocked: false,
      };
      state.people[person.key] = { ...state.people[person.key], ...person };
      save();
      return state.people[person.key];
    },
    /** Whom a business writes to: `to` wins over `recipient`. */
    recipient({ to, recipient }) {
      const digits = typeof to === 'string' ? to.replace(/\D/g, '') : null;
      if (digits) return { person: state.people[digits] ?? null, digits };
      const person = Object.values(state.people).find((one) => one.userId === recipient) ?? null;
      return { person, digits: null };
    },
    /** As `contacts` in a webhook names them. */
    contact: ({ name, waId, userId, username }) => ({
      profile: { name, ...(username ? { username } : {}) },
      ...(waId ? { wa_id: waId } : {}),
      user_id: userId,
    }),
  };
}
