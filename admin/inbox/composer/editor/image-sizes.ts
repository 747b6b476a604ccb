export const IMAGE_SIZES = ['small', 'medium', 'full'] as const;
export type ImageSize = (typeof IMAGE_SIZES)[number];

/** `full` too has an end: Outlook shows a picture as wide as it says, and a screen's worth of pixels breaks the mail. */
const WIDTHS: Record<ImageSize, number> = { small: 160, medium: 360, full: 720 };

/** Never larger than the picture is. */
export const widthOf = (size: ImageSize, naturalWidth: number): number => Math.min(WIDTHS[size], naturalWidth);

/** Which of the sizes a width is; the first that fits, since a small picture is the same in several. */
export const sizeOf = (width: number | null, naturalWidth: number): ImageSize | null =>
  IMAGE_SIZES.find((size) => widthOf(size, naturalWidth) === width) ?? null;
