import type { RenderedSignatureDto } from '../../server/api/contracts/signatures';
import { SafeHtmlFrame } from '../components/safe-html/safe-html-frame';
import { useSignaturePictures } from './use-signature-pictures';

interface Props {
  signature: RenderedSignatureDto;
  title: string;
  ground?: 'paper' | 'dark';
}

/** A signature as it will stand below a mail. */
export function SignatureFrame({ signature, title, ground }: Props) {
  const fill = useSignaturePictures(signature.pictures);
  return <SafeHtmlFrame html={signature.html} title={title} ground={ground} onDocument={fill} />;
}
