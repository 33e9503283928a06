import * as z from 'zod/mini';
import { clientAuthenticationSchema } from '../core/banks/grant.ts';
import { describeProfileFault, faultsOf } from '../core/banks/profile-fault.ts';
import { firstJsonFault } from '../core/lint/json-fault.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { EpochMilliseconds } from '../core/time.ts';
import { english } from './english.ts';
import { readTextFile } from './read-text-file.ts';

const texts = z.array(z.string());
/** Whole seconds since 1970, or RFC 3339 text. */
const instant = z.union([
  z.number(),
  z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text)))),
]);

/** `--client`: what a person knows of the client. */
const clientSchema = z.strictObject({
  client_id: z.optional(z.string()),
  /** on file at the bank */
  redirectUris: z.optional(texts),
  clientAuthentication: z.optional(clientAuthenticationSchema),
  /** of the certificate */
  organizationIdentifier: z.optional(z.string()),
  /** ids of the profiles that share the redirect URI */
  usedForBanks: z.optional(texts),
});
export type ClientFile = z.infer<typeof clientSchema>;

/** `--history`: what went before. */
const historySchema = z.strictObject({
  /** URLs, the oldest first */
  authorizationRequests: z.optional(texts),
  /** answers to pushed requests */
  pushedRequests: z.optional(
    z.array(
      z.strictObject({
        request_uri: z.string(),
        receivedAt: instant,
        expires_in: z.optional(z.number()),
      }),
    ),
  ),
  tokens: z.optional(
    z.array(
      z.strictObject({
        scope: z.string(),
        receivedAt: instant,
        expires_in: z.optional(z.number()),
      }),
    ),
  ),
  /** the customer's last strong authentication */
  consentGivenAt: z.optional(instant),
  /** reads without the customer */
  readsToday: z.optional(z.number()),
});
export type HistoryFile = z.infer<typeof historySchema>;

export function readClientFile(path: string | undefined): Result<ClientFile, string> {
  return readShape(path, clientSchema);
}

export function readHistoryFile(path: string | undefined): Result<HistoryFile, string> {
  return readShape(path, historySchema);
}

/** `--landing`: what the redirect page asked for, itself first. */
const landingSchema = z.strictObject({
  requests: z.array(
    z.strictObject({
      url: z.string(),
      referrer: z.optional(z.string()),
      status: z.optional(z.number()),
      location: z.optional(z.string()),
    }),
  ),
});

export function readLandingFile(
  path: string | undefined,
): Result<Partial<z.infer<typeof landingSchema>>, string> {
  return readShape(path, landingSchema);
}

/** The JSON in a file; why it cannot be had comes back as a sentence. */
function readJsonFile(path: string): Result<unknown, string> {
  const read = readTextFile(path);
  if (!read.ok) return read;
  const text = read.value.replace(/^\uFEFF/, '');
  try {
    return ok(JSON.parse(text));
  } catch {
    const { line, column } = firstJsonFault(text);
    return err(english('cli_no_json_file', path, line, column));
  }
}

/** An instant of a file, in milliseconds. */
export function instantMs(at: z.infer<typeof instant>): EpochMilliseconds {
  return typeof at === 'number' ? at * 1000 : Date.parse(at);
}

/** What is wrong with a file, one fault a line. */
function faultLines(path: string, faults: Parameters<typeof describeProfileFault>[0][]): string {
  const lines = faults.map((fault) => `  ${describeProfileFault(fault, english)}`);
  return [english('cli_unfit_file', path), ...lines].join('\n');
}

/** A file that was not named says nothing. */
function readShape<T extends object>(
  path: string | undefined,
  schema: z.ZodMiniType<T>,
): Result<T | Record<string, never>, string> {
  if (path === undefined) return ok({});
  const json = readJsonFile(path);
  if (!json.ok) return json;
  const parsed = z.safeParse(schema, json.value, { reportInput: true });
  return parsed.success ? ok(parsed.data) : err(faultLines(path, faultsOf(parsed.error.issues)));
}
