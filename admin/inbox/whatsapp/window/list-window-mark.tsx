import { useWindow } from './use-window';
import { WindowMark } from './window-mark';

export const ListWindowMark = ({ expiresAt }: { expiresAt: string | null }) => (
  <WindowMark window={useWindow(expiresAt)} />
);
