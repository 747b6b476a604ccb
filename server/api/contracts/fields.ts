import { z } from 'zod';
import { rowId } from './common';

/**
 * Nothing that could end a line, an address or a header: C0 and C1 controls, DEL, U+2028/2029 and angle brackets.
 * Mail headers are built from these values (RFC 5322 section 2.2).
 */
// eslint-disable-next-line no-control-regex
const FORBIDDEN_IN_HEADER = /[\u0000-\u001f\u007f-\u009f\u2028\u2029<>]/;
export const headerText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((value) => !FORBIDDEN_IN_HEADER.test(value), {
      error: 'control characters and angle brackets are not allowed',
    });

/** One bare addr-spec (RFC 5322 section 3.4.1), without display name, comments or quoted local part. */
export const emailAddress = z
  .string()
  .trim()
  .max(254)
  .regex(
    /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/,
    {
      error: 'must be one email address, such as ventas@example.com',
    }
  )
  .refine((value) => value.indexOf('@') <= 64, { error: 'has more than 64 characters before the @' })
  .transform((value) => value.toLowerCase());

/** Admin users who may read and answer an account's conversations. */
export const authorisedUserIds = z.array(rowId).max(500).default([]);

/** How long a sent answer waits for its writer to take it back; 0: not at all. */
export const undoSeconds = z.number().int().min(0).max(60);
