import type { LintFinding } from '../../../server/templates/whatsapp/lint';
import type { WhatsAppTemplateContent } from '../../../server/templates/whatsapp/content';
import { Notice } from '../../components/notice';
import { useTranslate } from '../../i18n/use-translate';

interface Props {
  findings: readonly LintFinding[];
  content: WhatsAppTemplateContent;
}

/** What Meta would reject, and what it would only show badly, each with the words that it is about. */
export function Findings({ findings, content }: Props) {
  const t = useTranslate();
  return (['error', 'warning'] as const).map((severity) => {
    const own = findings.filter((one) => one.severity === severity);
    if (own.length === 0) return null;
    return (
      <Notice key={severity} tone={severity === 'error' ? 'danger' : 'warning'} title={t(`templates.lint.${severity}`)}>
        <ul data-findings={severity}>
          {own.map((finding, index) => {
            const place = placeOf(finding, content);
            return (
              <li key={index} data-rule={finding.rule}>
                <strong>{t(`templates.part.${finding.part}`)}</strong>
                {place !== '' && (
                  <>
                    {' '}
                    <code>{place}</code>
                  </>
                )}
                {': '}
                {t(`templates.rule.${finding.rule}`, finding.values)}
              </li>
            );
          })}
        </ul>
      </Notice>
    );
  });
}

const LONGEST = 60;

function placeOf({ part, index, start, end }: LintFinding, content: WhatsAppTemplateContent): string {
  const button = index === null ? undefined : content.buttons[index];
  if (button && start === null) return button.text;
  if (start === null || end === null) return '';
  const text = button
    ? button.type === 'url'
      ? button.url
      : button.text
    : part === 'header'
      ? (content.header?.text ?? '')
      : part === 'footer'
        ? content.footer
        : content.body;
  const place = text.slice(start, end).trim();
  return place.length > LONGEST ? `${place.slice(0, LONGEST)}…` : place;
}
