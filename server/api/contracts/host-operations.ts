import { startConversation } from './start';
import type { ZodType } from 'zod';
import {
  hostAccount,
  hostContact,
  hostContactsQuery,
  hostConversation,
  hostConversationDetail,
  hostConversationsQuery,
  hostCreateMessage,
  hostMessage,
  hostMessagesQuery,
  hostTag,
  hostUpdateConversation,
  startedConversation,
} from './host';

export interface HostOperation {
  method: 'GET' | 'POST' | 'PUT';
  /** Below `/api/conversations`, as a route of Strapi. */
  path: string;
  /** `controller.action`: what Strapi's screens of tokens and roles list. Reading actions end in `find` or `findOne`. */
  handler: string;
  summary: string;
  query?: ZodType;
  body?: ZodType;
  answer: ZodType;
  /** A list answers an array and `meta.nextCursor`. */
  list?: boolean;
  status: 200 | 201;
  /** Codes of its errors, beside those that every operation has. */
  errors: Record<string, number>;
}

const missing = { 'not-found': 404 };
const badInput = { 'invalid-input': 400 };
const cursors = { ...badInput, 'bad-cursor': 400 };
const writing = { ...badInput, 'read-only': 403, ...missing, 'too-many-requests': 429 };
const bodies = { 'empty-message': 400, 'text-too-complex': 400, 'too-many-recipients': 400 };

/** The content API: its routes, its contracts and docs/openapi.json are made from this one list. */
export const HOST_OPERATIONS = [
  {
    method: 'GET',
    path: '/conversations',
    handler: 'conversation.find',
    summary: 'Conversations, the newest activity first',
    query: hostConversationsQuery,
    answer: hostConversation,
    list: true,
    status: 200,
    errors: cursors,
  },
  {
    method: 'POST',
    path: '/conversations',
    handler: 'conversation.create',
    summary: 'Starts a conversation with an email',
    body: startConversation,
    answer: startedConversation,
    status: 201,
    errors: { ...writing, ...bodies },
  },
  {
    method: 'GET',
    path: '/conversations/:id',
    handler: 'conversation.findOne',
    summary: 'One conversation, with its participants and whom an answer goes to',
    answer: hostConversationDetail,
    status: 200,
    errors: missing,
  },
  {
    method: 'PUT',
    path: '/conversations/:id',
    handler: 'conversation.update',
    summary: 'Assigns, opens or closes a conversation, or sets its tags',
    body: hostUpdateConversation,
    answer: hostConversationDetail,
    status: 200,
    errors: {
      ...writing,
      'assignee-not-authorised': 400,
      'unknown-tag': 400,
      'too-many-tags': 400,
      'assignee-changed': 409,
    },
  },
  {
    method: 'GET',
    path: '/conversations/:id/messages',
    handler: 'message.find',
    summary: 'The messages of a conversation, the newest first',
    query: hostMessagesQuery,
    answer: hostMessage,
    list: true,
    status: 200,
    errors: { ...cursors, ...missing },
  },
  {
    method: 'POST',
    path: '/conversations/:id/messages',
    handler: 'message.create',
    summary: 'Answers in a conversation, or leaves a note in it',
    body: hostCreateMessage,
    answer: hostMessage,
    status: 201,
    errors: { ...writing, ...bodies, 'no-recipient': 400, 'unknown-message': 400, 'newer-message': 409 },
  },
  {
    method: 'GET',
    path: '/contacts',
    handler: 'contact.find',
    summary: 'People with a conversation on an account that may be read, the newest first',
    query: hostContactsQuery,
    answer: hostContact,
    list: true,
    status: 200,
    errors: cursors,
  },
  {
    method: 'GET',
    path: '/accounts',
    handler: 'account.find',
    summary: 'The accounts that may be read, without settings and secrets',
    answer: hostAccount,
    list: true,
    status: 200,
    errors: {},
  },
  {
    method: 'GET',
    path: '/tags',
    handler: 'tag.find',
    summary: 'The tags that can be chosen, for whoever may read an account',
    answer: hostTag,
    list: true,
    status: 200,
    errors: {},
  },
] as const satisfies readonly HostOperation[];
