import {
  Flex,
  IconButton,
  Link,
  Table,
  Tbody,
  Td,
  Th,
  Thead,
  Tr,
  Typography,
  VisuallyHidden,
} from '@strapi/design-system';
import { Duplicate } from '@strapi/icons';
import { useIsMobile } from '@strapi/strapi/admin';
import { NavLink, useNavigate } from 'react-router-dom';
import type { TemplateDto } from '../../../server/api/contracts/templates';
import { InstantText } from '../../components/instant-text';
import { useTranslate } from '../../i18n/use-translate';
import { TemplateState } from './template-state';
import { newTemplatePath, templatePath } from './templates-paths';

export function TemplatesTable({ templates }: { templates: TemplateDto[] }) {
  const t = useTranslate();
  const narrow = useIsMobile();
  const columns = narrow
    ? [t('templates.name')]
    : [
        t('templates.name'),
        t('templates.labels'),
        t('inbox.filter.channel'),
        t('templates.state'),
        t('templates.usage'),
      ];
  return (
    <Table colCount={columns.length + 1} rowCount={templates.length + 1}>
      <Thead>
        <Tr>
          {columns.map((column) => (
            <Th key={column}>
              <Typography variant="sigma">{column}</Typography>
            </Th>
          ))}
          <Th>
            <VisuallyHidden>{t('accounts.actions')}</VisuallyHidden>
          </Th>
        </Tr>
      </Thead>
      <Tbody>
        {templates.map((template) => (
          <TemplateRow key={template.id} template={template} narrow={narrow} />
        ))}
      </Tbody>
    </Table>
  );
}

function TemplateRow({ template, narrow }: { template: TemplateDto; narrow: boolean }) {
  const t = useTranslate();
  const navigate = useNavigate();
  const { id, name, language, labels, medium, state, usageCount, lastUsedAt } = template;
  const usage = (
    <Typography variant="pi">
      {t('templates.usage.count', { count: usageCount })}
      {lastUsedAt && (
        <>
          {' · '}
          <InstantText at={lastUsedAt} />
        </>
      )}
    </Typography>
  );
  const title = (
    <Flex direction="column" alignItems="flex-start" minWidth={0} paddingTop={2} paddingBottom={2}>
      <Link tag={NavLink} to={templatePath(id)} style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}>
        {name}
      </Link>
      <Typography variant="pi" textColor="neutral600">
        {narrow ? [t(`inbox.filter.channel.${medium}`), language, ...labels].join(' · ') : language}
      </Typography>
      {narrow && state !== 'ready' && <TemplateState state={state} />}
      {narrow && usage}
    </Flex>
  );
  return (
    <Tr>
      <Td>{title}</Td>
      {!narrow && (
        <>
          <Td>
            <Typography variant="pi">{labels.join(' · ')}</Typography>
          </Td>
          <Td>
            <Typography variant="pi">{t(`inbox.filter.channel.${medium}`)}</Typography>
          </Td>
          <Td>{state !== 'ready' && <TemplateState state={state} />}</Td>
          <Td>{usage}</Td>
        </>
      )}
      <Td>
        <Flex justifyContent="flex-end">
          <IconButton
            variant="ghost"
            label={t('templates.duplicate', { name })}
            onClick={() => navigate(newTemplatePath(medium, id))}
          >
            <Duplicate />
          </IconButton>
        </Flex>
      </Td>
    </Tr>
  );
}
