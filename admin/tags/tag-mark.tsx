import type { ReactNode } from 'react';
import { styled } from 'styled-components';
import { ForeignText } from '../components/foreign-text';
import { useTranslate } from '../i18n/use-translate';
import { textColorOn } from './text-color';

const Mark = styled.span<{ $color: string; $retired: boolean }>`
  display: inline-flex;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[1]};
  max-width: 100%;
  padding: 0 ${({ theme }) => theme.spaces[2]};
  border-radius: 1rem;
  background: ${({ $color }) => $color};
  color: ${({ $color }) => textColorOn($color)};
  font-size: ${({ theme }) => theme.fontSizes[0]};
  line-height: 2rem;
  ${({ $retired }) => $retired && 'text-decoration: line-through;'}

  & > bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`;

interface Props {
  tag: { name: string; color: string; retired?: boolean };
  /** What one can do with it, such as taking it away. */
  children?: ReactNode;
}

/** A tag as it stands on a conversation: its name in its colour. One that was deleted since is struck through. */
export function TagMark({ tag: { name, color, retired = false }, children }: Props) {
  const t = useTranslate();
  return (
    <Mark $color={color} $retired={retired} title={retired ? t('tags.retired', { name }) : name}>
      <ForeignText>{name}</ForeignText>
      {children}
    </Mark>
  );
}
