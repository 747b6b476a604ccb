import { createContext, useContext } from 'react';

export interface RowSelection {
  isChosen: (id: string) => boolean;
  toggle: (id: string, range: boolean) => void;
}

export const SelectionContext = createContext<RowSelection>({
  isChosen: () => false,
  toggle: () => undefined,
});

export const useRowSelection = (): RowSelection => useContext(SelectionContext);
