import { PICTURE_LIMITS } from '../../api/contracts/whatsapp-accounts';
import { invalid } from '../../api/errors';
import { pictureKind } from '../../signatures/picture-kind';

/** What Meta would refuse, said before it is sent there. Answers the type that the bytes are, whatever they were called. */
export function judgePicture(bytes: Buffer): string {
  const { bytes: maxBytes, side, types } = PICTURE_LIMITS;
  if (bytes.length > maxBytes) throw invalid('picture-too-large', 'The picture is larger than 5 MB.');
  const kind = pictureKind(bytes);
  if (!kind || !types.some((type) => type === kind.type))
    throw invalid('picture-type', 'Choose a JPEG or PNG picture.');
  if (Math.min(kind.width, kind.height) < side) {
    throw invalid('picture-too-small', `The picture has to be at least ${side} pixels wide and high.`);
  }
  return kind.type;
}
