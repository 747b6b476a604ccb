import { Extension, type Extensions } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import { linkAddress } from '../link-address';
import { createInlineImage, type ImageSource } from './inline-image';

/** Tab belongs to the page: a list that kept it would be a trap for who writes without a mouse. */
const ListIndent = Extension.create({
  name: 'listIndent',
  addKeyboardShortcuts() {
    return {
      'Mod-]': () => this.editor.commands.sinkListItem('listItem'),
      'Mod-[': () => this.editor.commands.liftListItem('listItem'),
    };
  },
});

/** What can be written: what mail programs show alike, and no more than the server lets through. */
export const composerExtensions = (source: ImageSource): Extensions => [
  StarterKit.configure({
    code: false,
    codeBlock: false,
    heading: false,
    horizontalRule: false,
    strike: false,
    link: {
      openOnClick: false,
      defaultProtocol: 'https',
      isAllowedUri: (url) => linkAddress(url) !== null,
      // A word with a dot in it is often no address: `v1.de`, a missing space.
      shouldAutoLink: (url) => /^(?:https?:\/\/|www\.|mailto:)/i.test(url),
      HTMLAttributes: { target: null, rel: null },
    },
  }),
  createInlineImage(source),
  ListIndent,
];
