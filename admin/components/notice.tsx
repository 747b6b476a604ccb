import { Flex, Typography } from '@strapi/design-system';
import { CheckCircle, CrossCircle, Information, WarningCircle } from '@strapi/icons';
import type { ReactNode } from 'react';

type Tone = 'info' | 'success' | 'warning' | 'danger';

const COLOUR = { info: 'primary', success: 'success', warning: 'warning', danger: 'danger' } as const;
const ICON = { info: Information, success: CheckCircle, warning: WarningCircle, danger: CrossCircle };

interface Props {
  tone: Tone;
  title?: string;
  children: ReactNode;
  action?: ReactNode;
}

/** Something to know that stays where it is; the design system's Alert is for what one closes. */
export function Notice({ tone, title, children, action }: Props) {
  const Icon = ICON[tone];
  const colour = COLOUR[tone];
  return (
    <Flex
      role={tone === 'danger' ? 'alert' : 'status'}
      background={`${colour}100`}
      borderColor={`${colour}200`}
      hasRadius
      padding={3}
      gap={3}
      alignItems="flex-start"
      wrap="wrap"
    >
      <Flex paddingTop={1} aria-hidden>
        <Icon fill={`${colour}600`} />
      </Flex>
      <Flex direction="column" alignItems="flex-start" gap={1} flex="1 1 20rem">
        {title && <Typography fontWeight="bold">{title}</Typography>}
        <Typography tag="div" style={{ overflowWrap: 'anywhere' }}>
          {children}
        </Typography>
      </Flex>
      {action}
    </Flex>
  );
}
