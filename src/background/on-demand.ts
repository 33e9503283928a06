import type { RequestEnvelope } from '../contract/envelope.ts';
import type { Send } from '../engine/effects.ts';
import { FlowEngine } from '../engine/flow-engine.ts';
import { answerRequest } from './answer-request.ts';
import { browserSender } from './exchange/browser-sender.ts';
import type { NetworkReasons } from './exchange/network-reason.ts';
import { goOn } from './go-on.ts';
import { createHandlers, type WorkerParts } from './handlers.ts';
import { openTab } from './open-tab.ts';
import { ProfileStore } from './storage/profile-store.ts';
import type { LocalArea } from './storage/stored-entries.ts';

/** What the worker has from its start. */
export interface StartedParts extends Omit<WorkerParts, 'engine' | 'profiles' | 'openTab'> {
  disk: LocalArea;
  reasons: NetworkReasons;
}

/** What a life of the worker needs only once a person, or a replay, wants something of it. */
export interface OnDemand {
  answer(request: RequestEnvelope): Promise<unknown>;
  goOn(flowId: string): Promise<void>;
  send: Send;
}

/** The engine with all its calls, and the handlers of what panels ask for. */
export function createOnDemand(started: StartedParts): OnDemand {
  const engine = new FlowEngine(started.effects);
  const profiles = new ProfileStore(started.disk);
  const handlers = createHandlers({ ...started, engine, profiles, openTab });
  return {
    answer: (request) => answerRequest(request, handlers),
    goOn: (flowId) => goOn({ engine, settings: started.settings }, flowId),
    send: browserSender(started.effects.clock, started.reasons),
  };
}
