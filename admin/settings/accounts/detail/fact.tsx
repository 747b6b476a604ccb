import { Flex, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';

interface Props {
  label: string;
  children: ReactNode;
}

/** One labelled value of a `dl`. */
export const Fact = ({ label, children }: Props) => (
  <Flex direction="column" alignItems="flex-start" gap={1}>
    <Typography tag="dt" variant="sigma" textColor="neutral600">
      {label}
    </Typography>
    <Typography tag="dd" style={{ margin: 0 }}>
      {children}
    </Typography>
  </Flex>
);
