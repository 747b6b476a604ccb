const MAX_LINES = 2000;
const MAX_CHARS = 100_000;

/** Where systems put the mail that came back below their own words. */
const RETURNED_MAIL =
  /^[\s*>-]*(?:-+ ?(?:below this line is a copy of the message|this is a copy of (?:the|your) message|original message|copy of the (?:original )?message|the (?:header|body|text) of (?:the|your) (?:original )?message|undelivered message|message header follows|returned message|forwarded message|unsent message|mensaje original)|original message (?:headers|follows|details)|message header:|returned message:|(?:the )?(?:headers?|text|body) of (?:the|your) (?:original )?(?:message|mail)|encabezados? (?:del )?mensaje original|received: (?:from|by) \S|return-path: ?<)/i;

/** The report itself, without the mail that it is about: what a customer wrote is no word of a server. */
export function reportPart(text: string): string {
  const lines: string[] = [];
  for (const line of text.slice(0, MAX_CHARS).split(/\r\n|\n|\r/, MAX_LINES)) {
    if (RETURNED_MAIL.test(line.slice(0, 200)) && lines.some((before) => before.trim() !== '')) break;
    lines.push(line);
  }
  return lines.join('\n');
}
