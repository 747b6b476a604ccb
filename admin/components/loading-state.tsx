import { Flex, Loader } from '@strapi/design-system';
import { useTranslate } from '../i18n/use-translate';

export function LoadingState() {
  const t = useTranslate();
  return (
    <Flex justifyContent="center" padding={8} aria-busy>
      <Loader>{t('state.loading')}</Loader>
    </Flex>
  );
}
