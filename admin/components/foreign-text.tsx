import { withVisibleCharacters } from './visible-characters';

interface Props {
  children: string;
}

/** A name or address that a stranger chose: isolated, so that it cannot reorder what stands around it. */
export const ForeignText = ({ children }: Props) => <bdi>{withVisibleCharacters(children)}</bdi>;
