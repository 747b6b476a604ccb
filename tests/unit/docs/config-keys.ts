import { z } from 'zod';

/** Every key of a schema as it stands in the guides: `attachments.maxFiles`, `encryption.keys[].id`. */
export function configKeys(schema: unknown, path = ''): string[] {
  if (schema instanceof z.ZodOptional) return configKeys(schema.unwrap(), path);
  if (schema instanceof z.ZodArray) {
    const inner = configKeys(schema.element, `${path}[]`);
    return [path, ...inner.filter((key) => key !== `${path}[]`)];
  }
  if (!(schema instanceof z.ZodObject)) return [path];
  return Object.entries(schema.shape).flatMap(([key, value]) => configKeys(value, path ? `${path}.${key}` : key));
}
