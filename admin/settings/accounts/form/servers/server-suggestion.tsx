import { Button, Flex } from '@strapi/design-system';
import { Notice } from '../../../../components/notice';
import { useTranslate } from '../../../../i18n/use-translate';
import { ClosedNotice } from './closed-notice';
import { holds } from './fill-in';
import { HosterSelect } from './hoster-select';
import { ProviderNotes } from './provider-notes';
import { useSuggestion } from './use-suggestion';

/** What the address tells about its servers: filled in with an undo, or offered. */
export function ServerSuggestion() {
  const t = useTranslate();
  const { suggestion, values, accept, undo, chooseHoster } = useSuggestion();
  const { offer, filledIn, hoster } = suggestion;
  if (!offer) return null;
  const choice = (offer.kind === 'guess' || hoster) && (
    <HosterSelect domain={offer.domain} chosen={hoster?.id ?? null} onChoose={chooseHoster} />
  );
  if (offer.kind === 'closed')
    return (
      <Flex direction="column" alignItems="stretch" gap={4}>
        <ClosedNotice provider={offer.provider} />
        {choice}
      </Flex>
    );

  const { login } = offer;
  const isGuess = offer.kind === 'guess';
  const state = filledIn ? 'filled' : 'offered';
  const servers = {
    imap: `${login.imap.host}:${login.imap.port}`,
    smtp: `${login.smtp.host}:${login.smtp.port}`,
    username: login.username,
  };
  const key = isGuess ? 'guess' : 'provider';
  const action = (
    <Flex gap={2} wrap="wrap">
      {filledIn && (
        <Button variant="tertiary" onClick={undo}>
          {t('suggestion.undo')}
        </Button>
      )}
      {!holds(values, login) && (
        <Button variant="secondary" onClick={accept}>
          {t(isGuess ? 'suggestion.use-guess' : 'suggestion.use')}
        </Button>
      )}
    </Flex>
  );
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Notice
        tone={isGuess ? 'warning' : 'info'}
        title={t(`suggestion.${key}.${state}.title`, {
          name: offer.kind === 'provider' ? offer.provider.name : '',
          domain: offer.domain,
        })}
        action={action}
      >
        {t(`suggestion.${key}.${state}`, servers)}
        {offer.kind === 'provider' && <ProviderNotes provider={offer.provider} />}
      </Notice>
      {choice}
    </Flex>
  );
}
