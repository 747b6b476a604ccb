import type { Element, ElementContent, Root } from 'hast';

/** Which upload a picture of the composer shows; its file becomes a part of the mail. */
export const UPLOAD_MARK = 'dataUploadId';
export const UPLOAD_ID = /^[a-z0-9]{24}$/;

/** RFC 2392: named by a Content-ID, which has the form of an address. */
export const uploadContentId = (uploadId: string, domain: string): string => `${uploadId}@${domain}`;

/** Names uploaded pictures by the Content-IDs of their parts. Answers the uploads, each once. */
export function nameUploads(root: Root, domain: string): string[] {
  const found = new Set<string>();
  const visit = (parent: Root | Element): void => {
    for (const node of parent.children as ElementContent[]) {
      if (node.type !== 'element') continue;
      const id = node.properties[UPLOAD_MARK];
      if (typeof id === 'string') {
        delete node.properties[UPLOAD_MARK];
        node.properties['dataContentId'] = uploadContentId(id, domain);
        found.add(id);
      }
      visit(node);
    }
  };
  visit(root);
  return [...found];
}
