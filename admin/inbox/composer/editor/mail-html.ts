/**
 * What the editor holds, as a mail has it: lines are `div`, since a paragraph brings an empty line along in most mail
 * programs, and an empty one needs a break to be seen at all. The editor's own serialiser wrote this, so each bracket is
 * one of a tag.
 */
export const mailHtml = (html: string): string =>
  html
    .replaceAll('<p></p>', '<div><br></div>')
    .replaceAll('<p>', '<div>')
    .replaceAll('</p>', '</div>')
    .replace(/(?:<div><br><\/div>)+$/, '');

/** Pictures that are not at the server yet have nothing to be named by. */
export const withoutUnsent = (html: string): string => html.replace(/<img\b(?![^>]*\sdata-upload-id=)[^>]*>/g, '');
