import * as z from 'zod/mini';

export const secretKindSchema = z.enum([
  'client_secret',
  'client_assertion',
  'request_object',
  'state',
  'nonce',
  'code_verifier',
  'authorization_code',
  'access_token',
  'refresh_token',
  'id_token',
  /** a value that a step brought, or a person typed, with something secret in it */
  'captured',
  'raw_answer',
  /** a redirect as it came, address and form, kept for the app */
  'held_answer',
]);
export type SecretKind = z.infer<typeof secretKindSchema>;

/** Stands for a secret wherever flows are recorded; the value itself lives in the vault alone. */
export const secretReferenceSchema = z.strictObject({
  id: z.string(),
  kind: secretKindSchema,
  /** characters */
  length: z.number(),
  /** keyed hash, 8 hex digits: equal secrets look equal, and nothing can be read back */
  fingerprint: z.string(),
});
export type SecretReference = z.infer<typeof secretReferenceSchema>;

/** A secret in hand: only for masking and sending, never for a record. */
export interface KnownSecret {
  reference: SecretReference;
  value: string;
}

/** How a reference is written inside recorded text, e.g. `{{access_token#1a2b3c4d}}`. */
export function secretMark(reference: { kind: string; fingerprint: string }): string {
  return `{{${reference.kind}#${reference.fingerprint}}}`;
}

/** How a secret is written whose value nobody holds. */
export const MASKED = '{{masked#}}';

/** Finds marks again: the kind, then the fingerprint (empty where only the kind is known). */
export const SECRET_MARK = /\{\{([a-z_]+)#([0-9a-f]*)\}\}/g;
