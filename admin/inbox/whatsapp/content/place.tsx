import { Flex, Link, Typography } from '@strapi/design-system';
import { PinMap } from '@strapi/icons';
import type { WhatsAppContentDto } from '../../../../server/api/contracts/whatsapp-messages';
import { ForeignText } from '../../../components/foreign-text';
import { useTranslate } from '../../../i18n/use-translate';
import { mapAddress } from './map-address';

export function Place({ place }: { place: Extract<WhatsAppContentDto, { type: 'location' }> }) {
  const t = useTranslate();
  const { latitude, longitude, name, address } = place;
  return (
    <Flex gap={2} alignItems="flex-start">
      <PinMap aria-hidden fill="danger600" style={{ flexShrink: 0 }} />
      <Flex direction="column" alignItems="flex-start" gap={1} minWidth={0}>
        <Typography fontWeight="semiBold" style={{ overflowWrap: 'anywhere' }}>
          {name ? <ForeignText>{name}</ForeignText> : t('whatsapp.content.location')}
        </Typography>
        {address && (
          <Typography variant="pi" style={{ overflowWrap: 'anywhere' }}>
            <ForeignText>{address}</ForeignText>
          </Typography>
        )}
        <Typography variant="pi" textColor="neutral600">
          {latitude}, {longitude}
        </Typography>
        <Link href={mapAddress(place)} isExternal rel="noopener noreferrer">
          {t('whatsapp.place.map')}
        </Link>
      </Flex>
    </Flex>
  );
}
