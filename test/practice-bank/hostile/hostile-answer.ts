import type { ServerResponse } from 'node:http';
import { dropConnection } from '../http/answer.ts';

/** A whole answer. JSON with status 200 that nobody may keep, unless it says otherwise. */
export interface HostileAnswer {
  status?: number;
  headers?: Readonly<Record<string, string | readonly string[]>>;
  body?: string | Buffer;
  /** A body that is too large to be kept; made when it is asked for. */
  lazyBody?: () => Buffer;
}

/** An answer that is never finished as it was begun. */
export interface BrokenAnswer {
  /** 0 when not even headers are sent. */
  status: number;
  write(outgoing: ServerResponse): void;
}

const usual = { 'content-type': 'application/json', 'cache-control': 'no-store' };

/** Writes an answer; gives the status sent. */
export function sendHostile(
  outgoing: ServerResponse,
  answer: HostileAnswer | BrokenAnswer,
): number {
  if ('write' in answer) {
    answer.write(outgoing);
    return answer.status;
  }
  const { status = 200, headers = {}, body = answer.lazyBody?.() ?? '' } = answer;
  outgoing.statusCode = status;
  for (const [name, value] of Object.entries({ ...usual, ...headers })) {
    outgoing.setHeader(name, typeof value === 'string' ? value : [...value]);
  }
  outgoing.setHeader('content-length', Buffer.byteLength(body));
  outgoing.end(body);
  return status;
}

/** One byte after each pause, until the client has had enough. */
export function drip(body: string, pauseMs: number): BrokenAnswer {
  return {
    status: 200,
    write(outgoing) {
      outgoing.writeHead(200, { ...usual, 'content-length': body.length });
      let at = 0;
      const timer = setInterval(() => {
        outgoing.write(body.charAt(at));
        at += 1;
        if (at === body.length) outgoing.end();
      }, pauseMs);
      timer.unref();
      outgoing.once('close', () => clearInterval(timer));
      outgoing.flushHeaders();
    },
  };
}

/** Half of the body, then the end of the connection. */
export function breakOff(body: string, framing: 'content-length' | 'chunked'): BrokenAnswer {
  return {
    status: 200,
    write(outgoing) {
      const length = framing === 'content-length' ? { 'content-length': body.length || 100 } : {};
      outgoing.writeHead(200, { ...usual, ...length });
      outgoing.flushHeaders();
      const end = () => dropConnection(outgoing);
      if (body === '') setTimeout(end, 50).unref();
      else outgoing.write(body.slice(0, body.length / 2), () => setTimeout(end, 50).unref());
    },
  };
}

/** A reset of the connection in place of an answer: whoever waits is told at once that it is gone. */
export function reset(): BrokenAnswer {
  return { status: 0, write: ({ socket }) => void socket?.resetAndDestroy() };
}

/** No answer, and no end of the connection either. */
export function silence(): BrokenAnswer {
  return { status: 0, write: () => {} };
}

/** The end of the connection in place of an answer. */
export function hangUp(): BrokenAnswer {
  return { status: 0, write: dropConnection };
}
