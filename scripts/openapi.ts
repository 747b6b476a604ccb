/** Writes docs/openapi.json: `npx vite-node scripts/openapi.ts`. A test fails when it is stale. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../package.json';
import { openapiDocument } from '../server/api/openapi/document';

const target = join(__dirname, '../docs/openapi.json');
writeFileSync(target, `${JSON.stringify(openapiDocument(version), null, 2)}\n`);
