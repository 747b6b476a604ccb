import { Fragment, type ReactNode } from 'react';
import { styled } from 'styled-components';
import { withVisibleCharacters } from '../../../components/visible-characters';
import { parseFormatting, type Piece } from './parse-formatting';

const Text = styled.div`
  font-size: ${({ theme }) => theme.fontSizes[2]};
  line-height: 1.45;
  color: ${({ theme }) => theme.colors.neutral800};
  white-space: pre-wrap;
  overflow-wrap: anywhere;

  strong {
    font-weight: 600;
  }
  em {
    font-style: italic;
  }
  code {
    font-family: monospace;
  }
  pre {
    margin: 0;
    padding: ${({ theme }) => theme.spaces[2]};
    font-family: monospace;
    white-space: pre-wrap;
    background: ${({ theme }) => theme.colors.neutral150};
    border-radius: ${({ theme }) => theme.borderRadius};
  }
  a {
    color: ${({ theme }) => theme.colors.primary600};
    text-decoration: underline;
  }
`;

/** As WhatsApp shows it, out of nodes alone: nothing of it is ever read as HTML. */
export function FormattedText({ text }: { text: string }) {
  return <Text dir="auto">{drawn(parseFormatting(text))}</Text>;
}

const drawn = (pieces: Piece[]): ReactNode =>
  // The order never changes within one text.
  pieces.map((piece, index) => <Fragment key={index}>{draw(piece)}</Fragment>);

function draw(piece: Piece): ReactNode {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'mono':
      return piece.block ? <pre>{piece.text}</pre> : <code>{piece.text}</code>;
    case 'link':
      return (
        <a href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
          {withVisibleCharacters(piece.text)}
        </a>
      );
    case 'bold':
      return <strong>{drawn(piece.pieces)}</strong>;
    case 'italic':
      return <em>{drawn(piece.pieces)}</em>;
    case 'strike':
      return <s>{drawn(piece.pieces)}</s>;
  }
}
