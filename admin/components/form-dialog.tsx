import { Button, Flex, Modal } from '@strapi/design-system';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslate } from '../i18n/use-translate';

interface Props {
  trigger: ReactNode;
  title: string;
  submit: string;
  loading: boolean;
  children: ReactNode;
  /** Forget what was typed: the dialog opens empty. */
  onReset: () => void;
  /** True when it is done and the dialog may close. */
  onSubmit: () => Promise<boolean>;
}

/** A small form in a dialog of its own. */
export function FormDialog({ trigger, title, submit, loading, children, onReset, onSubmit }: Props) {
  const t = useTranslate();
  const [open, setOpen] = useState(false);
  const change = (next: boolean) => {
    setOpen(next);
    onReset();
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    // The dialog stands in the React tree of other forms, and React's events bubble along that tree.
    event.stopPropagation();
    if (await onSubmit()) change(false);
  };
  return (
    <Modal.Root open={open} onOpenChange={change}>
      <Modal.Trigger>{trigger}</Modal.Trigger>
      <Modal.Content>
        <form noValidate onSubmit={(event) => void send(event)}>
          <Modal.Header closeLabel={t('action.close')}>
            <Modal.Title>{title}</Modal.Title>
          </Modal.Header>
          <Modal.Body>
            <Flex direction="column" alignItems="stretch" gap={4}>
              {children}
            </Flex>
          </Modal.Body>
          <Modal.Footer>
            <Modal.Close>
              <Button variant="tertiary">{t('action.cancel')}</Button>
            </Modal.Close>
            <Button type="submit" loading={loading}>
              {submit}
            </Button>
          </Modal.Footer>
        </form>
      </Modal.Content>
    </Modal.Root>
  );
}
