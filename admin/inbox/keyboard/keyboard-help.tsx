import { Box, Button, Flex, IconButton, Modal, Switch, Typography } from '@strapi/design-system';
import { Question } from '@strapi/icons';
import { styled } from 'styled-components';
import { useTranslate } from '../../i18n/use-translate';
import { SHORTCUTS } from './shortcuts';

const Key = styled.kbd`
  display: inline-block;
  min-width: 2.4rem;
  padding: 0 ${({ theme }) => theme.spaces[1]};
  border: 1px solid ${({ theme }) => theme.colors.neutral300};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral100};
  font-family: monospace;
  text-align: center;
`;

interface Props {
  enabled: boolean;
  onChange: (enabled: boolean) => void;
}

/** What can be done by key, and the switch that turns the keys of one character off. */
export function KeyboardHelp({ enabled, onChange }: Props) {
  const t = useTranslate();
  const line = (key: string, text: string) => (
    <Flex key={key} gap={3} tag="li">
      <Box minWidth="9rem">
        {key.split(' ').map((one) => (
          <Key key={one}>{one}</Key>
        ))}
      </Box>
      <Typography>{text}</Typography>
    </Flex>
  );
  return (
    <Modal.Root>
      <Modal.Trigger>
        <IconButton variant="ghost" label={t('keyboard.title')} data-shortcut="help">
          <Question />
        </IconButton>
      </Modal.Trigger>
      <Modal.Content>
        <Modal.Header closeLabel={t('action.close')}>
          <Modal.Title>{t('keyboard.title')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Flex direction="column" alignItems="stretch" gap={2} tag="ul">
              {line('j k ↓ ↑', t('keyboard.list'))}
              {Object.entries(SHORTCUTS).map(([key, name]) => line(key, t(`keyboard.${name}`)))}
              {line('Ctrl+↵', t('keyboard.send'))}
            </Flex>
            <Flex gap={3} tag="label">
              <Switch
                checked={enabled}
                onCheckedChange={onChange}
                onLabel={t('keyboard.on')}
                offLabel={t('keyboard.off')}
                visibleLabels
              />
              <Typography>{t('keyboard.switch')}</Typography>
            </Flex>
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Modal.Close>
            <Button variant="tertiary">{t('action.close')}</Button>
          </Modal.Close>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}
