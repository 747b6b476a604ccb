import { Button, Flex, Typography } from '@strapi/design-system';
import { useTranslate } from '../../../../i18n/use-translate';

interface Props {
  paths: string[];
  /** The server was asked and has none of them. */
  missing: boolean;
  onRemove: (path: string) => void;
}

/** Chosen folders without the list of the server, or that are not on it. */
export function ChosenPaths({ paths, missing, onRemove }: Props) {
  const t = useTranslate();
  return paths.map((path) => (
    <Flex key={path} gap={3} justifyContent="space-between" wrap="wrap">
      <Typography style={{ overflowWrap: 'anywhere' }} textColor={missing ? 'warning700' : 'neutral800'}>
        {missing ? t('folders.missing', { path }) : path}
      </Typography>
      <Button
        variant="tertiary"
        size="S"
        aria-label={t('folders.remove.label', { path })}
        onClick={() => onRemove(path)}
      >
        {t('folders.remove')}
      </Button>
    </Flex>
  ));
}
