import { IconButton } from '@strapi/design-system';
import { Pencil } from '@strapi/icons';
import { useLocation, useNavigate } from 'react-router-dom';
import { useTranslate } from '../../i18n/use-translate';
import { startPath } from '../inbox-paths';

export function StartButton() {
  const t = useTranslate();
  const navigate = useNavigate();
  const { search } = useLocation();
  return (
    <IconButton
      label={t('start.title')}
      variant="secondary"
      data-shortcut="start"
      onClick={() => void navigate(startPath(search))}
    >
      <Pencil />
    </IconButton>
  );
}
