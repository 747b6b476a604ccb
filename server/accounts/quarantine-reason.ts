const MESSAGE: Record<string, string> = {
  unparsable: 'This mail is damaged and could not be read.',
  'not-readable': 'This event of WhatsApp could not be read.',
  'too-large': 'This mail is larger than this account takes.',
  'too-many-parts': 'This mail has more parts than any mail program makes.',
  'too-deep': 'The parts of this mail are nested too deeply.',
  'headers-too-large': 'The head of this mail is too large.',
  'parse-timeout': 'Reading this mail took too long.',
  'parser-crashed': 'Reading this mail failed again and again.',
  'not-storable': 'The database did not take this mail.',
  'not-delivered': 'The mail server could not hand this mail over.',
};

/** In English; the admin pages translate the code. */
export const quarantineMessage = (reason: string): string => MESSAGE[reason] ?? 'This mail could not be read.';
