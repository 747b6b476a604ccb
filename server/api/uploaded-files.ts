import type { Context } from 'koa';

export interface UploadedFile {
  path: string;
  name: string;
  type: string;
  size: number;
}

interface FormidableFile {
  filepath: string;
  originalFilename: string | null;
  mimetype: string | null;
  size: number;
}

/** The files of the multipart field `files`, as Strapi's body parser left them in its temporary folder. */
export function uploadedFiles(ctx: Context): UploadedFile[] {
  const { files } = ctx.request as unknown as { files?: Record<string, FormidableFile | FormidableFile[] | undefined> };
  const field = files?.files;
  const list = field === undefined ? [] : Array.isArray(field) ? field : [field];
  return list.map((file) => ({
    path: file.filepath,
    name: file.originalFilename ?? 'file',
    type: file.mimetype ?? 'application/octet-stream',
    size: file.size,
  }));
}
