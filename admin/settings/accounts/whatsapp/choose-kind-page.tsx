import { Box, Flex, Grid, LinkButton, Typography } from '@strapi/design-system';
import { ArrowRight, Mail, Phone } from '@strapi/icons';
import { Layouts, Page } from '@strapi/strapi/admin';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router-dom';
import { useTranslate } from '../../../i18n/use-translate';
import { ACCOUNT_PATHS } from '../account-paths';
import { WideBackButton } from '../wide-back-button';

export function ChooseKindPage() {
  const t = useTranslate();
  return (
    <Page.Main>
      <Layouts.Header
        title={t('kinds.title')}
        subtitle={t('kinds.subtitle')}
        navigationAction={<WideBackButton fallback={ACCOUNT_PATHS.list} />}
      />
      <Layouts.Content>
        <Grid.Root gap={4}>
          <Kind
            icon={<Mail width="2.4rem" height="2.4rem" />}
            title={t('kind.imap')}
            text={t('kinds.imap.text')}
            to={ACCOUNT_PATHS.createMail}
          />
          <Kind
            icon={<Phone width="2.4rem" height="2.4rem" />}
            title={t('kind.whatsapp-cloud')}
            text={t('kinds.whatsapp.text')}
            to={ACCOUNT_PATHS.createWhatsApp}
          />
        </Grid.Root>
      </Layouts.Content>
    </Page.Main>
  );
}

function Kind({ icon, title, text, to }: { icon: ReactNode; title: string; text: string; to: string }) {
  const t = useTranslate();
  return (
    <Grid.Item m={6} s={12} xs={12} alignItems="stretch" direction="column">
      <Box tag="section" aria-label={title} background="neutral0" hasRadius shadow="filterShadow" padding={6}>
        <Flex direction="column" alignItems="flex-start" gap={3}>
          <Flex gap={3}>
            <span aria-hidden>{icon}</span>
            <Typography variant="delta" tag="h2">
              {title}
            </Typography>
          </Flex>
          <Typography textColor="neutral600">{text}</Typography>
          <LinkButton
            tag={NavLink}
            to={to}
            variant="secondary"
            endIcon={<ArrowRight />}
            aria-label={`${t('kinds.choose')}: ${title}`}
          >
            {t('kinds.choose')}
          </LinkButton>
        </Flex>
      </Box>
    </Grid.Item>
  );
}
