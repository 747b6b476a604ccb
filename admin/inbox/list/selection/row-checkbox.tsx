import { styled } from 'styled-components';
import { useTranslate } from '../../../i18n/use-translate';
import { useRowSelection } from './selection-context';

/** As wide as a finger, and no part of the link beside it. */
const Target = styled.label`
  display: flex;
  align-items: center;
  justify-content: center;
  width: 3.2rem;
  flex-shrink: 0;
  cursor: pointer;
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};

  input {
    width: 1.6rem;
    height: 1.6rem;
    margin: 0;
    cursor: pointer;
    accent-color: ${({ theme }) => theme.colors.primary600};
  }
  input:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 2px;
  }
`;

/** Chooses a row for what is done to many. By key it is the space bar on the row, so that Tab need not pass them all. */
export function RowCheckbox({ id, name }: { id: string; name: string }) {
  const t = useTranslate();
  const { isChosen, toggle } = useRowSelection();
  return (
    <Target>
      <input
        type="checkbox"
        tabIndex={-1}
        checked={isChosen(id)}
        aria-label={t('bulk.choose', { name })}
        data-choose={id}
        onClick={(event) => toggle(id, event.shiftKey)}
        onChange={() => undefined}
      />
    </Target>
  );
}
