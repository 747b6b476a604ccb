import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { version } from '../../../package.json';
import { openapiDocument } from '../../../server/api/openapi/document';
import contentApiRoutes from '../../../server/api/routes/content-api';

type Json = Record<string, unknown>;
interface Operation {
  operationId: string;
  summary: string;
  parameters?: { name: string; in: string; required: boolean; schema: Json }[];
  requestBody?: { content: Record<string, { schema: Json }> };
  responses: Record<string, { description: string; content: Record<string, { schema: Json }> }>;
}
interface Document {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Json };
}

const written = JSON.parse(readFileSync(join(__dirname, '../../../docs/openapi.json'), 'utf8')) as Document;
const operations = Object.entries(written.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation }))
);

/** Every `$ref` anywhere in the document. */
function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    name === '$ref' && typeof part === 'string' ? [part] : references(part)
  );
}

const resolve = (reference: string): unknown =>
  reference
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((part, name) => (part as Json | undefined)?.[name], written);

/** What is no JSON Schema: a place where a schema has to be and none is. */
function flaws(schema: Json, at: string): string[] {
  const says = ['type', '$ref', 'anyOf', 'oneOf', 'allOf', 'enum', 'const'].some((key) => key in schema);
  const {
    properties = {},
    required = [],
    items,
    anyOf = [],
  } = schema as {
    properties?: Record<string, Json>;
    required?: string[];
    items?: Json;
    anyOf?: Json[];
  };
  return [
    ...(says ? [] : [`${at}: says nothing`]),
    ...(schema['type'] === 'array' && !items ? [`${at}: an array of what?`] : []),
    ...required
      .filter((name) => !(name in properties))
      .map((name) => `${at}: requires ${name}, which it does not have`),
    ...Object.entries(properties).flatMap(([name, part]) => flaws(part, `${at}.${name}`)),
    ...(items ? flaws(items, `${at}[]`) : []),
    ...anyOf.flatMap((part, index) => flaws(part, `${at}|${index}`)),
  ];
}

describe('docs/openapi.json', () => {
  it('is what the contracts say today (npx vite-node scripts/openapi.ts)', () => {
    expect(written).toEqual(JSON.parse(JSON.stringify(openapiDocument(version))));
  });

  it('has every route of the content API and no other', () => {
    const listed = operations.map(({ method, path }) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`);
    // Webhooks are Meta's to call, and no part of what hosts are offered.
    const routes = contentApiRoutes().routes.filter(({ path }) => !path.startsWith('/webhooks/'));
    expect(listed.sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
  });

  it('is OpenAPI 3.1: parameters, answers, references and schemas', () => {
    expect(written.openapi).toBe('3.1.0');
    expect(written.info).toMatchObject({ title: 'Conversations', version });
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, method, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const parameters = operation.parameters ?? [];
      expect(parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(inPath);
      for (const parameter of parameters) {
        expect(['path', 'query']).toContain(parameter.in);
        expect(flaws(parameter.schema, `${method} ${path} ?${parameter.name}`)).toEqual([]);
      }
      expect('requestBody' in operation).toBe(method !== 'get');
      const statuses = Object.keys(operation.responses);
      expect(statuses.every((status) => /^[2-5]\d\d$/.test(status))).toBe(true);
      expect(statuses.filter((status) => status.startsWith('2'))).toHaveLength(1);
      const bodies = [operation.requestBody, ...Object.values(operation.responses)].flatMap((part) => part ?? []);
      for (const { content } of bodies) {
        expect(flaws(content['application/json']?.schema ?? {}, `${method} ${path}`)).toEqual([]);
      }
    }
    const found = references(written);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((reference) => resolve(reference) === undefined)).toEqual([]);
  });
});
