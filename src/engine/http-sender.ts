import { plainHttpHost } from '../core/oauth/failure-reach.ts';
import type { HttpAnswer, HttpRequest } from '../core/oauth/http-message.ts';
import { err, ok } from '../core/result.ts';
import type { Clock } from '../core/time.ts';
import type { Send } from './effects.ts';

/** What the sender stands on. */
export interface SenderParts {
  fetch: typeof fetch;
  clock: Clock;
  /** milliseconds; browsers may stop a worker that waits for more than 30 s */
  timeLimitMs: number;
  /** decoded bytes of a body that are read; the rest is left unread */
  sizeLimit: number;
  /** absent: `omit`, with which Chromium presents certificates and Firefox 153 does not */
  credentialsForCertificate?: 'include';
  /** may we call this address? Absent where nobody asks for permission. */
  mayReach?(address: string): Promise<boolean>;
  /** what the connection of the latest answer from an address spoke, e.g. `h2` */
  protocolOf?(address: string): Promise<string | undefined>;
  /** the browser's own word for a failure at an address since a moment; empty when it has none */
  reasonFor?(address: string, sinceMs: number): Promise<string>;
  /** watches for what `fetch` hides of a redirect; absent where it hides nothing */
  watchRedirect?(address: string): RedirectWatch;
}

/** Looks out for the redirect of one call, from before it leaves until `end`. */
export interface RedirectWatch {
  seen(): Promise<{ status: number; location: string } | undefined>;
  end(): void;
}

/** A sender that sends each request once: no redirect followed, no cookie, no cache, no referrer. */
export function createSender(parts: SenderParts): Send {
  const underWay = new Set<{ url: string; alone: boolean }>();
  return async (request, cancelled, { certificate = false } = {}) => {
    if (!URL.canParse(request.url)) return err({ kind: 'bad_url' });
    const host = new URL(request.url).hostname;
    if (plainHttpHost(request.url) !== undefined) return err({ kind: 'plain_http', host });
    if (parts.mayReach && !(await parts.mayReach(request.url))) {
      return err({ kind: 'no_permission', host });
    }
    if (!isSendable(request)) return err({ kind: 'bad_url' });
    const tooSlow = AbortSignal.timeout(parts.timeLimitMs);
    const sentAtMs = parts.clock.nowMs();
    // The browser names a failure by its address alone: of two calls at once, no reason is certain.
    const others = [...underWay].filter(({ url }) => url === request.url);
    for (const other of others) other.alone = false;
    const call = { url: request.url, alone: others.length === 0 };
    underWay.add(call);
    const watch = parts.watchRedirect?.(request.url);
    const body: Body = { chunks: [], size: 0 };
    let begun: number | undefined;
    try {
      const response = await parts.fetch(request.url, {
        method: request.method,
        headers: request.headers,
        ...(request.body === undefined ? {} : { body: request.body }),
        redirect: 'manual',
        credentials: (certificate && parts.credentialsForCertificate) || 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        signal: AbortSignal.any([cancelled, tooSlow]),
      });
      const receivedAtMs = parts.clock.nowMs();
      begun = response.status;
      await readBody(response, parts.sizeLimit, body);
      const bytes = bytesOf(body, parts.sizeLimit);
      const hidden = response.type === 'opaqueredirect' ? await watch?.seen() : undefined;
      // Of two calls to one address at once nobody knows whose redirect was seen.
      const seen = call.alone ? hidden : undefined;
      const protocol = await parts.protocolOf?.(request.url);
      const answer: HttpAnswer = {
        status: seen?.status ?? response.status,
        headers: seen ? [['location', seen.location]] : [...response.headers],
        ...decodeText(bytes),
        bytes: bytes.length,
        cut: body.size > parts.sizeLimit,
        redirected: isRedirect(response),
        receivedAtMs,
        durationMs: parts.clock.nowMs() - sentAtMs,
        ...(protocol === undefined ? {} : { protocol }),
      };
      return ok({ answer, bytes });
    } catch (thrown) {
      if (cancelled.aborted) return err({ kind: 'cancelled' });
      // The signal tells, not the error's name: Chrome says TimeoutError where Firefox says AbortError.
      const came = begun === undefined ? {} : { begun: { status: begun, bytes: body.size } };
      if (tooSlow.aborted) return err({ kind: 'too_slow', afterMs: parts.timeLimitMs, ...came });
      if (!(thrown instanceof Error)) throw thrown;
      const named = (await parts.reasonFor?.(request.url, sentAtMs)) ?? '';
      const reason = call.alone ? named : '';
      const at = { reason, host: new URL(request.url).host };
      return came.begun
        ? err({ kind: 'cut_off', ...at, begun: came.begun })
        : err({ kind: 'network', ...at });
    } finally {
      watch?.end();
      underWay.delete(call);
    }
  };
}

/** A request that the platform refuses to make never leaves: a sign in a header, a body on a GET. */
function isSendable({ url, method, headers, body }: HttpRequest): boolean {
  try {
    new Request(url, { method, headers, ...(body === undefined ? {} : { body }) });
    return true;
  } catch {
    return false;
  }
}

// Browsers hide a redirect behind an opaque answer; Node shows the 3xx itself.
function isRedirect(response: Response): boolean {
  return response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400);
}

/** What was read of a body so far. */
interface Body {
  chunks: Uint8Array[];
  size: number;
}

/** Reads a body until it ends, fails, or is too large. */
async function readBody(response: Response, sizeLimit: number, body: Body): Promise<void> {
  const reader = response.body?.getReader();
  while (reader && body.size <= sizeLimit) {
    const { done, value } = await reader.read();
    if (done) return;
    body.chunks.push(value);
    body.size += value.length;
  }
  await reader?.cancel();
}

function bytesOf({ chunks, size }: Body, sizeLimit: number): Uint8Array {
  const bytes = new Uint8Array(Math.min(size, sizeLimit));
  let at = 0;
  for (const chunk of chunks) {
    const piece = chunk.subarray(0, bytes.length - at);
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** Bytes as UTF-8, a byte order mark kept; `badText` where there is one, or what is no UTF-8. */
export function decodeText(bytes: Uint8Array): { body: string; badText: boolean } {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  try {
    const body = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { body, badText: marked };
  } catch {
    return { body: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), badText: true };
  }
}
