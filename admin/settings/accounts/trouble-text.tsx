import { Flex, Typography } from '@strapi/design-system';
import type { TroubleCode } from '../../../server/accounts/trouble';
import { useTranslate } from '../../i18n/use-translate';

interface Props {
  code: TroubleCode;
}

/** What is wrong in plain words, and what to do about it. */
export function TroubleText({ code }: Props) {
  const t = useTranslate();
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      <Typography>{t(`trouble.${code}.message`)}</Typography>
      <Typography variant="pi" textColor="neutral600">
        {t(`trouble.${code}.action`)}
      </Typography>
    </Flex>
  );
}
