import { darkTheme, lightTheme } from '@strapi/design-system';
import { useEffect, useMemo, useRef, useState } from 'react';
import { styled } from 'styled-components';
import { followHeight } from './follow-height';
import { foldQuotes, type FoldLabels } from './fold-quotes';
import { frameDocument } from './frame-document';
import { purifyMail } from './mail-purifier';

/** Mail is written for white paper: its own colours would be unreadable on a dark ground, so the frame stays light. */
const colours = {
  background: lightTheme.colors.neutral0,
  text: lightTheme.colors.neutral800,
  link: lightTheme.colors.primary600,
  border: lightTheme.colors.neutral300,
};

/** Only to look at what we write ourselves the way a mail program in dark colours shows it. */
const darkColours = {
  background: darkTheme.colors.neutral0,
  text: darkTheme.colors.neutral800,
  link: darkTheme.colors.primary600,
  border: darkTheme.colors.neutral300,
};

const Frame = styled.iframe<{ $ground: string }>`
  display: block;
  width: 100%;
  height: 48px;
  border: 0;
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ $ground }) => $ground};
  color-scheme: light;
`;

interface Props {
  html: string;
  title: string;
  ground?: 'paper' | 'dark';
  /** Of the control behind which quotations are; without them all is in view. */
  fold?: FoldLabels;
  /** Called with the frame's document after each load; answers its clean-up. */
  onDocument?: (document: Document) => () => void;
}

/**
 * The only place where a customer's HTML becomes a page. `allow-same-origin` without `allow-scripts` lets us measure the
 * frame and fill in pictures, and gives the mail nothing: without scripts there is nobody in the frame who could use it.
 * The two together would let a mail remove its own sandbox.
 */
export function SafeHtmlFrame({ html, title, ground = 'paper', fold, onDocument }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [loads, setLoads] = useState(0);
  const palette = ground === 'dark' ? darkColours : colours;
  const page = useMemo(
    () => frameDocument(purifyMail(fold ? foldQuotes(html, fold) : html), palette),
    [html, palette, fold]
  );

  useEffect(() => {
    const element = frame.current;
    if (!element || loads === 0) return undefined;
    const stopFollowing = followHeight(element);
    const stopFilling = element.contentDocument && onDocument ? onDocument(element.contentDocument) : undefined;
    return () => {
      stopFollowing();
      stopFilling?.();
    };
  }, [loads, onDocument]);

  return (
    <Frame
      ref={frame}
      $ground={palette.background}
      title={title}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      srcDoc={page}
      onLoad={() => setLoads((count) => count + 1)}
    />
  );
}
