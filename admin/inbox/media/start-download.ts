import { withVisibleCharacters } from '../../components/visible-characters';
import { absoluteLink } from './fetch-file';

/** The server answers with `Content-Disposition: attachment`, so the page stays where it is. */
export function startDownload(url: string, name: string): void {
  const anchor = document.createElement('a');
  anchor.href = absoluteLink(url);
  anchor.download = withVisibleCharacters(name);
  anchor.rel = 'noopener noreferrer';
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
}
