/** Of CSS Values 4 section 6.1.2, those that the height of the window has a part in. */
const BY_WINDOW_HEIGHT = /[\d.]\s*[dls]?v(?:h|b|min|max)(?![\w-])/i;

/**
 * A style without lengths that are measured by the window's height. The window of a mail is its frame, which is as high
 * as what is in it: such a mail would grow with every step that the frame follows it.
 */
export const withoutWindowHeights = (style: string): string =>
  BY_WINDOW_HEIGHT.test(style)
    ? style
        .split(';')
        .filter((declaration) => !BY_WINDOW_HEIGHT.test(declaration))
        .join(';')
    : style;
