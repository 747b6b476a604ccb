import { VisuallyHidden } from '@strapi/design-system';
import { Mail, Message } from '@strapi/icons';
import { useTranslate } from '../../i18n/use-translate';

/** By what the conversation goes, at a glance and in a word. */
export function MediumMark({ whatsApp }: { whatsApp: boolean }) {
  const t = useTranslate();
  const Icon = whatsApp ? Message : Mail;
  const name = t(whatsApp ? 'medium.whatsapp' : 'medium.email');
  return (
    <span title={name} data-medium={whatsApp ? 'whatsapp' : 'email'} style={{ verticalAlign: 'middle' }}>
      <Icon aria-hidden width="1.3rem" height="1.3rem" fill={whatsApp ? 'success600' : 'neutral500'} />
      <VisuallyHidden>{name}</VisuallyHidden>
    </span>
  );
}
