import { Box, Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import type { HostAccess } from '../../../../server/api/contracts/host-access';
import { useTranslate } from '../../../i18n/use-translate';

interface Props {
  name: string;
  hint?: string;
  access: HostAccess;
  onChange: (access: HostAccess) => void;
}

const CHOICES: HostAccess[] = ['none', 'read', 'write'];

export function HostAccessRow({ name, hint, access, onChange }: Props) {
  const t = useTranslate();
  return (
    <Flex tag="li" justifyContent="space-between" gap={3} wrap="wrap">
      <Flex direction="column" alignItems="flex-start" flex="1 1 12rem">
        <Typography fontWeight="semiBold" style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Typography>
        {hint && (
          <Typography variant="pi" textColor="neutral600">
            {hint}
          </Typography>
        )}
      </Flex>
      <Box minWidth="14rem">
        <SingleSelect
          size="S"
          aria-label={t('host-access.choice', { name })}
          value={access}
          onChange={(value) => onChange(value as HostAccess)}
        >
          {CHOICES.map((choice) => (
            <SingleSelectOption key={choice} value={choice}>
              {t(`host-access.${choice}`)}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Box>
    </Flex>
  );
}
