import type { PracticeRequest } from '../http/practice-request.ts';
import { type Fault, type FaultStage, faultKinds } from './fault.ts';

interface StandingFault {
  fault: Fault;
  strikesLeft: number;
}

/** The faults in force, in the order in which they were set. */
export class FaultList {
  #standing: StandingFault[] = [];

  add(fault: Fault): void {
    this.#standing.push({ fault, strikesLeft: fault.times ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.#standing = [];
  }

  /** Faults still in force. */
  list(): Fault[] {
    return this.#standing.map(({ fault }) => fault);
  }

  /** The faults that strike this request at this stage; each loses one of its strikes. */
  take(stage: FaultStage, request: PracticeRequest): Fault[] {
    const striking = this.#standing.filter(
      ({ fault }) => faultKinds[fault.kind].stage === stage && isAimedAt(fault, request),
    );
    for (const one of striking) one.strikesLeft -= 1;
    this.#standing = this.#standing.filter(({ strikesLeft }) => strikesLeft > 0);
    return striking.map(({ fault }) => fault);
  }
}

function isAimedAt({ host, method, path }: Fault, request: PracticeRequest): boolean {
  if (host !== undefined && host.toLowerCase().replace(/:\d+$/, '') !== request.host) return false;
  if (method !== undefined && method.toUpperCase() !== request.method) return false;
  const folder = path.endsWith('/') ? path : `${path}/`;
  return request.path === path || request.path.startsWith(folder);
}
