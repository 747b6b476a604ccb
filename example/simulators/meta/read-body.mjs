import { buffer } from 'node:stream/consumers';
import { GraphFault } from './graph-fault.mjs';

/** JSON or a form; a file of a form is `{ bytes, mimeType, fileName }`. */
export async function readBody(request) {
  const raw = await buffer(request);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(raw, { headers: { 'content-type': type } }).formData();
    const body = Object.fromEntries(form);
    if (body.file instanceof File) {
      const { file } = body;
      body.file = {
        bytes: Buffer.from(await file.arrayBuffer()),
        mimeType: body.type || file.type,
        fileName: file.name,
      };
    }
    return body;
  }
  if (raw.length === 0) return {};
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    throw new GraphFault(100, { title: 'Invalid JSON' });
  }
}
