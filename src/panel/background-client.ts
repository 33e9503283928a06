import * as z from 'zod/mini';
import { type WorkerEvent, workerEventSchema } from '../contract/events.ts';
import { type Reply, replies } from '../contract/replies.ts';
import type { Params, RequestName } from '../contract/requests.ts';

/** How a panel reaches the worker. */
export interface BackgroundClient {
  /** Rejects when the worker stopped before it answered. */
  ask<Name extends RequestName>(name: Name, params: Params<Name>): Promise<Reply<Name>>;
  listen(listener: (event: WorkerEvent) => void): void;
}

/** What carries messages between the two. */
interface Wire {
  send(message: unknown): Promise<unknown>;
  onMessage(listener: (message: unknown) => void): void;
}

/** A client that checks what comes back and ignores what it does not know. */
export function createBackgroundClient(wire: Wire): BackgroundClient {
  return {
    async ask(name, params) {
      const reply = await wire.send({ request: name, params });
      return z.parse(replies[name], reply) as Reply<typeof name>;
    },
    listen(listener) {
      wire.onMessage((message) => {
        const parsed = z.safeParse(workerEventSchema, message);
        if (parsed.success) listener(parsed.data);
      });
    },
  };
}
