import { Flex, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';

interface Props {
  icon?: ReactNode;
  title: string;
  /** What the reader can do about it. */
  hint: string;
  action?: ReactNode;
}

export function EmptyState({ icon, title, hint, action }: Props) {
  return (
    <Flex direction="column" alignItems="center" justifyContent="center" gap={3} padding={8} height="100%">
      {icon}
      <Typography variant="delta" tag="h2" textAlign="center">
        {title}
      </Typography>
      <Typography textColor="neutral600" textAlign="center" style={{ maxWidth: '48rem' }}>
        {hint}
      </Typography>
      {action}
    </Flex>
  );
}
