import { Flex, LinkButton, Typography } from '@strapi/design-system';
import { ArrowRight } from '@strapi/icons';
import { Layouts, Page } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';
import { Notice } from '../../../components/notice';
import { Section } from '../../../components/section';
import { useTranslate } from '../../../i18n/use-translate';
import { ACCOUNT_PATHS } from '../account-paths';
import { WideBackButton } from '../wide-back-button';
import { SignupSection } from './signup/signup-section';

const NEEDS = ['business', 'verified', 'number', 'app', 'public'] as const;

/** What one has to have before one starts: half of it takes Meta days. */
export function RequirementsPage() {
  const t = useTranslate();
  return (
    <Page.Main>
      <Layouts.Header
        title={t('whatsapp.needs.title')}
        subtitle={t('whatsapp.needs.subtitle')}
        navigationAction={<WideBackButton fallback={ACCOUNT_PATHS.create} />}
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6}>
          <Section title={t('whatsapp.needs.list')}>
            <Flex tag="ol" direction="column" alignItems="stretch" gap={4}>
              {NEEDS.map((need) => (
                <Flex tag="li" key={need} direction="column" alignItems="flex-start" gap={1}>
                  <Typography fontWeight="semiBold">{t(`whatsapp.needs.${need}`)}</Typography>
                  <Typography textColor="neutral600">{t(`whatsapp.needs.${need}.text`)}</Typography>
                </Flex>
              ))}
            </Flex>
          </Section>
          <Notice tone="warning" title={t('whatsapp.needs.phone-app')}>
            {t('whatsapp.needs.phone-app.text')}
          </Notice>
          <SignupSection />
          <Section title={t('whatsapp.needs.by-hand')} hint={t('whatsapp.needs.by-hand.text')}>
            <Flex>
              <LinkButton tag={NavLink} to={ACCOUNT_PATHS.connectWhatsApp} variant="secondary" endIcon={<ArrowRight />}>
                {t('whatsapp.needs.start')}
              </LinkButton>
            </Flex>
          </Section>
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
}
