import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';

/** A number in E.164, `+` and digits. It names a person only together with its variants. */
export interface Phone {
  e164: string;
  /** One key for all spellings of the number by which its country's habits differ. */
  matchKey: string;
  /** False for a number that no numbering plan knows. Living WhatsApp ids may be among them, so nothing is dropped. */
  valid: boolean;
}

const DIGITS = /^\d{5,20}$/;

/** WhatsApp gives ids without a plus; parsed as they are, their country would be guessed wrongly or not at all. */
export function phoneOfWaId(waId: string): Phone | null {
  const digits = waId.replace(/^whatsapp:/i, '').replace(/^\+/, '');
  return DIGITS.test(digits) ? ofDigits(digits) : null;
}

/**
 * A number as a person typed it, such as in a customer's record. Without a country code it is read with the given
 * country's habits, and not at all when no country is given.
 */
export function phoneOfText(text: string, country: string | null): Phone | null {
  const tidy = text.normalize('NFKC').trim();
  if (tidy.length > 100) return null;
  const known = country === null ? undefined : (country.toUpperCase() as CountryCode);
  const parsed = parseTyped(tidy, known);
  return parsed ? ofDigits(parsed.number.slice(1)) : null;
}

/** Mexico dialled 044, 045 or 01 before its mobile numbers until 2019, and records still say so. */
const MEXICAN_PREFIX = /^(?:044|045|01)[\s.-]*(?=\d)/;

function parseTyped(text: string, country: CountryCode | undefined) {
  const parsed = parsePhoneNumberFromString(text, country);
  if (parsed && (country !== 'MX' || parsed.isValid())) return parsed;
  return country === 'MX' ? parsePhoneNumberFromString(text.replace(MEXICAN_PREFIX, ''), country) : parsed;
}

function ofDigits(digits: string): Phone {
  return { e164: `+${digits}`, matchKey: matchKey(digits), valid: isPossible(digits) };
}

const isPossible = (digits: string): boolean =>
  spellings(digits).some((spelling) => parsePhoneNumberFromString(`+${spelling}`)?.isValid() ?? false);

/** All spellings of the number that mean the same person, the given one first. */
export function phoneVariants(phone: string): string[] {
  const digits = phone.replace(/^\+/, '');
  return spellings(digits).map((spelling) => `+${spelling}`);
}

const BRAZIL_WITH_NINE = /^55([1-9]\d)9([6-9]\d{7})$/;
/** Eight digits that begin with 6 to 9 are a mobile number from before 2016; 2 to 5 are landlines and have no 9. */
const BRAZIL_WITHOUT_NINE = /^55([1-9]\d)([6-9]\d{7})$/;
const MEXICO = /^52(1?)(\d{10})$/;
const ARGENTINA = /^54(9?)(\d{10})$/;

function spellings(digits: string): string[] {
  const brazil = BRAZIL_WITH_NINE.exec(digits) ?? BRAZIL_WITHOUT_NINE.exec(digits);
  if (brazil) return ordered(digits, `55${brazil[1]}9${brazil[2]}`, `55${brazil[1]}${brazil[2]}`);
  const mexico = MEXICO.exec(digits);
  if (mexico) return ordered(digits, `52${mexico[2]}`, `521${mexico[2]}`);
  const argentina = ARGENTINA.exec(digits);
  if (argentina) return ordered(digits, `549${argentina[2]}`, `54${argentina[2]}`);
  return [digits];
}

const ordered = (given: string, ...all: string[]): string[] => [given, ...all.filter((one) => one !== given)];

/** The shortest spelling: Brazil without its 9, Mexico without its 1, Argentina without its 9. */
function matchKey(digits: string): string {
  const [shortest = digits] = spellings(digits).sort((one, other) => one.length - other.length);
  return `+${shortest}`;
}
