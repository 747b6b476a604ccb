import { Button, Dialog, type ButtonProps } from '@strapi/design-system';
import { useState, type ReactNode } from 'react';
import { useTranslate } from '../i18n/use-translate';

interface Props {
  label: string;
  title: string;
  confirmLabel: string;
  children: ReactNode;
  variant?: ButtonProps['variant'];
  size?: ButtonProps['size'];
  startIcon?: ReactNode;
  disabled?: boolean;
  loading?: boolean;
  onConfirm: () => void;
}

/** A button whose action waits for a second, informed yes. */
export function ConfirmButton({
  label,
  title,
  confirmLabel,
  children,
  variant,
  size,
  startIcon,
  disabled,
  loading,
  onConfirm,
}: Props) {
  const t = useTranslate();
  const [open, setOpen] = useState(false);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger>
        <Button variant={variant ?? 'tertiary'} size={size} startIcon={startIcon} disabled={disabled} loading={loading}>
          {label}
        </Button>
      </Dialog.Trigger>
      <Dialog.Content>
        <Dialog.Header>{title}</Dialog.Header>
        <Dialog.Body>{children}</Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button fullWidth variant="tertiary">
              {t('action.cancel')}
            </Button>
          </Dialog.Cancel>
          <Dialog.Action>
            <Button
              fullWidth
              variant={variant === 'danger' || variant === 'danger-light' ? 'danger-light' : 'default'}
              onClick={onConfirm}
            >
              {confirmLabel}
            </Button>
          </Dialog.Action>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
}
