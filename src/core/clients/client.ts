import * as z from 'zod/mini';
import { clientAuthenticationSchema } from '../banks/grant.ts';
import { secretReferenceSchema } from '../flow/secret.ts';
import { clientKeySchema } from './client-key.ts';

/** A client as the person has it on file at a bank, without its secret. @see RFC 6749 §2 */
export const clientSchema = z.strictObject({
  id: z.string().check(z.minLength(1)),
  /** the person's own name for it */
  label: z.string(),
  clientId: z.string(),
  /** as registered, character by character */
  redirectUris: z.array(z.string()),
  clientAuthentication: clientAuthenticationSchema,
  /** the key it signs assertions with, by what is known of it */
  key: z.optional(clientKeySchema),
  /** what the person knows of the client's certificate (QWAC); keys stay in the browser's own store */
  certificate: z.optional(
    z.strictObject({
      /** e.g. `PSDFR-ACPR-12345`. @see ETSI TS 119 495 §5.2.1 */
      organizationIdentifier: z.string(),
      note: z.string(),
    }),
  ),
  /** ids of profiles that it was used with */
  usedFor: z.array(z.string()),
  createdAtMs: z.number(),
});
export type Client = z.infer<typeof clientSchema>;

/** A client as it is stored: of its secret, the reference only. The value lives in the vault. */
export const storedClientSchema = z.extend(clientSchema, {
  secret: z.optional(secretReferenceSchema),
});
export type StoredClient = z.infer<typeof storedClientSchema>;

/** A client as the panel sees it. */
export const savedClientSchema = z.extend(storedClientSchema, {
  /** `gone`: it had one, and the browser was closed since */
  secretIs: z.enum(['none', 'in_memory', 'gone']),
});
export type SavedClient = z.infer<typeof savedClientSchema>;

/** Under whose name the vault keeps a client's secret: flows and clients are told apart by the prefix. */
export function vaultOwner({ id }: Pick<Client, 'id'>): string {
  return `client:${id}`;
}
