import { Typography } from '@strapi/design-system';
import { Fragment } from 'react';
import { styled } from 'styled-components';
import { fillTemplate } from '../../../server/templates/language';
import type { TemplateValues } from '../../../server/templates/variables';
import { withVisibleCharacters } from '../../components/visible-characters';
import { plainOf } from './plain-of';

const Missing = styled.mark`
  padding: 0 0.2em;
  border-radius: 0.2em;
  background: ${({ theme }) => theme.colors.warning100};
  color: ${({ theme }) => theme.colors.neutral800};
`;

interface Props {
  body: string;
  values: TemplateValues;
  /** The body is HTML, of which the text is shown. */
  rich: boolean;
  /** Its beginning, on one line. */
  short?: boolean;
}

const SHORT = 140;

/** A template as it would read here. What has no value is marked, and never blank. */
export function TemplateText({ body, values, rich, short = false }: Props) {
  const { text } = fillTemplate(rich ? plainOf(body) : body, values);
  const shown = short ? text.replace(/\s+/g, ' ').slice(0, SHORT) : text;
  return (
    <Typography
      variant="pi"
      textColor="neutral700"
      ellipsis={short}
      tag="div"
      style={short ? undefined : { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
    >
      {shown.split(/(\{\{[^{}]*\}\})/).map((piece, index) =>
        // Every second piece is what the brackets held.
        index % 2 === 1 ? (
          <Missing key={index}>{piece}</Missing>
        ) : (
          <Fragment key={index}>{short ? withVisibleCharacters(piece) : piece}</Fragment>
        )
      )}
    </Typography>
  );
}
