import { Box, Flex, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';

interface Props {
  header: string | null;
  footer: string;
  buttons: readonly string[];
  children: ReactNode;
}

/** What WhatsApp draws around the text of a template. The buttons are the customer's: here they can only be read. */
export function TemplateParts({ header, footer, buttons, children }: Props) {
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      {header && (
        <Typography fontWeight="bold" textColor="neutral800" style={{ overflowWrap: 'anywhere' }}>
          {header}
        </Typography>
      )}
      <Box>{children}</Box>
      {footer !== '' && (
        <Typography variant="pi" textColor="neutral600" style={{ overflowWrap: 'anywhere' }}>
          {footer}
        </Typography>
      )}
      {buttons.length > 0 && (
        <Flex tag="ul" direction="column" alignItems="stretch" gap={1} style={{ listStyle: 'none' }}>
          {buttons.map((text, index) => (
            <Box key={index} tag="li" padding={1} borderColor="neutral200" hasRadius background="neutral0">
              <Typography variant="pi" fontWeight="bold" textColor="primary700" textAlign="center" tag="p">
                {text}
              </Typography>
            </Box>
          ))}
        </Flex>
      )}
    </Flex>
  );
}
