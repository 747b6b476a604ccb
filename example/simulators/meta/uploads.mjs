import { buffer } from 'node:stream/consumers';
import { GraphFault } from './graph-fault.mjs';

/** Resumable uploads: a session, its bytes from an offset, and the handle they become. Meta: graph-api/guides/upload. */
export function createUploads({ state, id, save, baseUrl }) {
  return {
    open(url) {
      const length = Number(url.searchParams.get('file_length'));
      const type = url.searchParams.get('file_type') ?? '';
      if (!(length > 0) || !/^image\/(jpeg|jpg|png)$/.test(type)) throw new GraphFault(100, { details: 'file_type' });
      const session = `upload:${id('MTph')}`;
      state.uploads[session] = { length, type, data: null, handle: null };
      save();
      return { id: `${session}?sig=${id('ARZ')}` };
    },
    async receive(request, session) {
      const upload = state.uploads[session];
      if (!upload) throw new GraphFault(100, { subcode: 33, title: 'Upload session does not exist' });
      if (!/^OAuth /.test(request.headers.authorization ?? '')) throw new GraphFault(190, { status: 401 });
      if (request.headers.file_offset !== '0') throw new GraphFault(100, { details: 'file_offset' });
      const bytes = await buffer(request);
      if (bytes.length !== upload.length) throw new GraphFault(100, { details: 'file_length' });
      upload.data = bytes.toString('base64');
      upload.handle = `4::${id('aW')}`;
      save();
      return { h: upload.handle };
    },
    isPicture: (handle) => Object.values(state.uploads).some((one) => one.handle === handle),
    address: (handle) => `${baseUrl()}/_picture/${encodeURIComponent(handle)}`,
    picture(handle) {
      const found = Object.values(state.uploads).find((one) => one.handle === handle);
      return found && { type: found.type, bytes: Buffer.from(found.data, 'base64') };
    },
  };
}
