/**
 * Why a picture could not be had; stable, the page and the API name them. Which address a name led to, or what listens
 * there, is told to nobody.
 */
export type ImageFailureCode =
  /** Another scheme, port or a user in the address, or an address that is not public. */
  | 'image-address-refused'
  | 'image-unreachable'
  | 'image-timeout'
  | 'image-too-large'
  /** The bytes are no PNG, JPEG, GIF or WebP. */
  | 'image-type-refused'
  | 'image-too-many-redirects';

export class ImageFailure extends Error {
  constructor(
    readonly code: ImageFailureCode,
    options?: ErrorOptions
  ) {
    super(code, options);
    this.name = 'ImageFailure';
  }
}
