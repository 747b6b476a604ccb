import { z } from 'zod';

/**
 * Fields as Meta sends them. What is optional is null when it is missing or of another type: a profile name that is no
 * text must not cost the message. What a kind cannot do without is required, and makes the item unreadable.
 */
export const id = z.union([z.string().min(1), z.number().int().transform(String)]);

/** A missing field is told apart from a wrong one: each `catch` costs an error, and most fields are missing. */
const optional = <Field extends z.ZodType>(field: Field) =>
  field
    .nullish()
    .catch(null)
    .transform((value) => value ?? null);

const numeric = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .transform(Number);
export const optionalId = optional(id);
export const optionalText = optional(z.string());
export const optionalNumber = optional(z.union([z.number(), numeric]));
export const optionalFlag = optional(z.boolean());

/** Unix seconds as text or number; a few webhooks give milliseconds. Epoch milliseconds, or null. */
export const instant = optional(
  z
    .union([
      z.number(),
      z
        .string()
        .regex(/^\d{1,16}$/)
        .transform(Number),
    ])
    .transform((value) => (value < 100_000_000_000 ? value * 1000 : value))
    .refine((value) => value > 0 && value <= 8_640_000_000_000_000)
);

/** Each member on its own: one that is broken is left out. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .array(z.unknown())
    .nullish()
    .catch(null)
    .transform((values) =>
      (values ?? []).flatMap((value) => {
        const parsed = item.safeParse(value);
        return parsed.success ? [parsed.data] : [];
      })
    );

/** An object of which nothing is required. Null when it is missing. */
export const optionalObject = <Shape extends z.ZodRawShape>(shape: Shape) => optional(z.object(shape));

/** Meta: support/error-codes; the same shape in answers, in statuses and out of band. */
export const providerError = z
  .object({
    code: z.union([z.number().int(), z.string().regex(/^\d+$/).transform(Number)]),
    error_subcode: optionalNumber,
    title: optionalText,
    message: optionalText,
    error_data: optionalObject({ details: optionalText }),
    /** Of what is set up, as templates: words for a person, beside a message that says "Invalid parameter". */
    error_user_msg: optionalText,
  })
  .transform((error) => ({
    code: error.code,
    subcode: error.error_subcode,
    title: error.title ?? error.message ?? '',
    details: error.error_data?.details ?? error.error_user_msg ?? '',
  }));
export const providerErrors = listOf(providerError);
export type ProviderError = z.output<typeof providerError>;
