import { z, type ZodType } from 'zod';
import { HOST_OPERATIONS, type HostOperation } from '../contracts/host-operations';

type Json = Record<string, unknown>;

/** Of every operation: Strapi's own refusals, which carry no code of ours, and the bound on a caller's pace. */
const ALWAYS: Record<string, string> = {
  401: 'no token, or nobody known behind it',
  403: 'the token or role may not do this action, or (`read-only`) the account may only be read',
  429: 'code `too-many-requests`',
};

/** docs/openapi.json: the content API as OpenAPI 3.1, made from the contracts that check every request. */
export function openapiDocument(version: string): Json {
  const paths: Record<string, Json> = {};
  for (const operation of HOST_OPERATIONS) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Conversations',
      version,
      description: 'The content API of the Conversations plugin, for API tokens and roles that an account lets in.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api/conversations' }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'an API token, or the JWT of a users-permissions user' },
      },
      schemas: { Error: ERROR },
    },
  };
}

const ERROR: Json = {
  type: 'object',
  required: ['error'],
  properties: {
    data: { type: 'null' },
    error: {
      type: 'object',
      required: ['status', 'name', 'message'],
      properties: {
        status: { type: 'integer' },
        name: { type: 'string' },
        message: { type: 'string' },
        details: {
          type: 'object',
          properties: { code: { type: 'string', description: 'stable; the message is for people' } },
        },
      },
    },
  },
};

function describe(operation: HostOperation): Json {
  const { handler, summary, path, query, body, answer, list, status, errors } = operation;
  const pathParameters = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const parameters = [...pathParameters, ...(query ? queryParameters(query) : [])];
  return {
    operationId: handler,
    summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: json(schemaOf(body, 'input')) } } : {}),
    responses: {
      [status]: { description: 'done', content: json(envelope(schemaOf(answer, 'output'), list === true)) },
      ...failures(errors),
    },
  };
}

function queryParameters(query: ZodType): Json[] {
  const { properties = {}, required = [] } = schemaOf(query, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema,
  }));
}

function envelope(data: Json, list: boolean): Json {
  if (!list) return { type: 'object', required: ['data'], properties: { data } };
  const meta = {
    type: 'object',
    required: ['nextCursor'],
    properties: { nextCursor: { type: ['string', 'null'], description: 'the `cursor` of the next page' } },
  };
  return { type: 'object', required: ['data', 'meta'], properties: { data: { type: 'array', items: data }, meta } };
}

function failures(errors: Record<string, number>): Json {
  const texts = new Map(Object.entries(ALWAYS));
  for (const status of new Set(Object.values(errors))) {
    if (texts.has(String(status))) continue;
    const codes = Object.keys(errors).filter((code) => errors[code] === status);
    texts.set(String(status), `codes ${codes.map((code) => `\`${code}\``).join(', ')}`);
  }
  return Object.fromEntries(
    [...texts].map(([status, description]) => [
      status,
      { description, content: json({ $ref: '#/components/schemas/Error' }) },
    ])
  );
}

const json = (schema: Json): Json => ({ 'application/json': { schema } });

/** `input`: what may be sent. Coerced and transformed values have no other form there than the one before. */
function schemaOf(schema: ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest as Json;
}
