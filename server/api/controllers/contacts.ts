import type { Core } from '@strapi/strapi';
import { contactNoteId, createContactNote } from '../contracts/contacts';
import { notFound } from '../errors';
import { createHandle } from '../handle';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const handle = createHandle(strapi);
  return {
    get: handle({}, async ({ app, person, params }) => ({
      data: await app.contactDetails.get(await app.scopes.scopeFor(person), params.id ?? ''),
    })),
    addNote: handle({ body: createContactNote, status: 201 }, async ({ app, person, params, body }) => ({
      data: await app.contactDetails.addNote(await app.scopes.scopeFor(person), params.id ?? '', body),
    })),
    removeNote: handle({}, async ({ app, person, params }) => {
      const noteId = contactNoteId.safeParse(params.noteId);
      if (!noteId.success) throw notFound('Note');
      return {
        data: await app.contactDetails.removeNote(await app.scopes.scopeFor(person), params.id ?? '', noteId.data),
      };
    }),
  };
};
