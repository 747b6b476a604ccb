import { Box, Button, Field, Flex, TextInput, Typography } from '@strapi/design-system';
import { useState, type ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { useTranslate } from '../../i18n/use-translate';
import { snoozeUntil, SNOOZES, toLocalInput } from './snooze-times';

interface Props {
  /** Of the field for a time of one's own, and of the button that takes it. */
  label: string;
  action: string;
  onChoose: (at: Date) => void;
  /** Stands between the usual times and the field. */
  children?: ReactNode;
}

/** The times that people usually mean, and any other. */
export function TimeChoices({ label, action, onChoose, children }: Props) {
  const t = useTranslate();
  const { formatDate } = useIntl();
  const [chosen, setChosen] = useState('');
  const now = new Date();
  return (
    <>
      {SNOOZES.map((name) => {
        const at = snoozeUntil(name, now);
        return (
          <Button key={name} variant="ghost" size="S" fullWidth onClick={() => onChoose(at)}>
            <Flex justifyContent="space-between" gap={4} width="100%">
              <span>{t(`later.${name}`)}</span>
              <Typography variant="pi" textColor="neutral600">
                {formatDate(at, { weekday: 'short', hour: 'numeric', minute: '2-digit' })}
              </Typography>
            </Flex>
          </Button>
        );
      })}
      {children}
      <Box padding={2}>
        <Field.Root>
          <Field.Label>{label}</Field.Label>
          <TextInput
            type="datetime-local"
            size="S"
            min={toLocalInput(now)}
            value={chosen}
            onChange={(event) => setChosen(event.target.value)}
          />
        </Field.Root>
        <Box paddingTop={2}>
          <Button size="S" fullWidth disabled={chosen === ''} onClick={() => onChoose(new Date(chosen))}>
            {action}
          </Button>
        </Box>
      </Box>
    </>
  );
}
