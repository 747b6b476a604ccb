import { IconButton, Popover } from '@strapi/design-system';
import { File } from '@strapi/icons';
import { useEffect, useRef, useState } from 'react';
import { fillTemplate } from '../../../server/templates/language';
import type { TemplateValues } from '../../../server/templates/variables';
import { useTemplateUsedMutation } from '../../api/templates';
import { useWritingOn } from '../../components/use-writing-on';
import { useTranslate } from '../../i18n/use-translate';
import { insertContent } from '../composer/insert-content';
import { MissingValues } from './missing-values';
import type { TemplateChoice } from './matching-templates';
import { TemplatePicker } from './template-picker';
import type { TemplateSource } from './template-source';
import { escapeText } from '../../../server/mail/html/escape-text';

interface Props {
  source: TemplateSource;
  /** The text goes into a rich editor. */
  rich: boolean;
  disabled: boolean;
  onInserted?: (chosen: Chosen) => void;
}

export interface Chosen {
  template: TemplateChoice;
  values: TemplateValues;
}

/** Puts a template into the answer, with what its variables stand for here; asks for what is not known. */
export function TemplateButton({ source, rich, disabled, onInserted }: Props) {
  const t = useTranslate();
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState<Chosen | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { writeOn, onCloseAutoFocus } = useWritingOn();
  const [tellUsed] = useTemplateUsedMutation();
  useEffect(() => {
    const composer = button.current?.closest<HTMLElement>('[data-composer]');
    /** As in chats: a slash where nothing is written yet. */
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== '/' || disabled || !isEmptyEditor(event.target)) return;
      event.preventDefault();
      writeOn(event.target);
      setOpen(true);
    };
    composer?.addEventListener('keydown', onKeyDown, true);
    return () => composer?.removeEventListener('keydown', onKeyDown, true);
  }, [disabled, writeOn]);

  const change = (next: boolean) => {
    setOpen(next);
    if (!next) setAsked(null);
  };
  const insert = ({ template, values }: Chosen) => {
    change(false);
    const { text } = fillTemplate(template.body, values, rich ? escapeText : undefined);
    // The list lets go of the focus first.
    window.setTimeout(() => {
      const composer = button.current?.closest('[data-composer]');
      if (!composer || !insertContent(composer, { html: rich ? text : null, text })) return;
      writeOn(document.activeElement);
      if ('conversationId' in source) void tellUsed({ ...source, templateId: template.id });
      onInserted?.({ template, values });
    });
  };
  /** In an answer the subject is that of the conversation. */
  const textOf = ({ subject, body }: TemplateChoice) => ('toStart' in source ? `${subject}\n${body}` : body);
  const choose = (chosen: Chosen) => {
    if (fillTemplate(textOf(chosen.template), chosen.values).missing.length > 0) setAsked(chosen);
    else insert(chosen);
  };
  return (
    <Popover.Root open={open} onOpenChange={change}>
      <Popover.Trigger>
        <IconButton ref={button} label={t('template.insert')} data-shortcut="template" disabled={disabled}>
          <File />
        </IconButton>
      </Popover.Trigger>
      <Popover.Content side="top" align="start" onCloseAutoFocus={onCloseAutoFocus}>
        {asked ? (
          <MissingValues
            {...asked}
            asks={textOf(asked.template)}
            rich={rich}
            onBack={() => setAsked(null)}
            onInsert={(values) => insert({ ...asked, values })}
          />
        ) : (
          <TemplatePicker source={source} rich={rich} onChoose={choose} />
        )}
      </Popover.Content>
    </Popover.Root>
  );
}

function isEmptyEditor(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return target.value === '';
  return target instanceof HTMLElement && target.isContentEditable && target.textContent?.trim() === '';
}
