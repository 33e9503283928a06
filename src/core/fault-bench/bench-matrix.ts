import type { CallState, FlowState } from '../flow/flow-state.ts';
import { bankWords, statedReason } from '../lint/bank-words.ts';
import { scopeValues } from '../lint/scope-values.ts';
import { responseValue } from '../oauth/authorization-response.ts';
import { withUsualResponseNames } from '../oauth/response-names.ts';
import { pageTitle, readTokenAnswer } from '../oauth/token-response.ts';
import {
  type Bench,
  faultyCall,
  flowFor,
  goodExchange,
  goodRefresh,
  isAnswered,
  refreshTokens,
  refusedPush,
} from './bench.ts';
import { FAULT_IDS, type FaultId, faultOf } from './fault.ts';
import { type Condition, FAULT_ROWS, missingCondition } from './fault-rows.ts';
import { widerScope } from './faulty-request.ts';
import { planBench } from './plan-bench.ts';

/** How a row came out. */
export type FaultVerdict =
  | 'refused_as_expected'
  /** with another error or status than the standard has */
  | 'refused_otherwise'
  /** and should not have been */
  | 'accepted'
  /** no answer, a server that broke down, or what had to come before did not work */
  | 'unclear'
  | 'not_applicable'
  | 'waiting';

/** Why a row means nothing here, or did not come to its turn. */
export type NoRowReason =
  | Condition
  | 'no_refresh_token'
  | 'not_rotated'
  | 'exchange_failed'
  | 'refresh_failed';

/** What was seen, in the bank's own words. */
export interface Observed {
  status?: number | undefined;
  error?: string | undefined;
  description?: string | undefined;
  /** beside or instead of an error */
  what?: 'tokens' | 'code' | 'page' | 'login_page' | 'error_page' | 'no_answer' | 'scope_kept';
}

/** One line of the matrix. */
export interface MatrixRow {
  id: FaultId;
  verdict: FaultVerdict;
  reason?: NoRowReason;
  observed?: Observed;
  flowId?: string;
}

type Judged = Omit<MatrixRow, 'id' | 'flowId'>;

/** Expected against observed, row by row: those that were chosen, and those that mean nothing at this bank. */
export function benchMatrix(bench: Bench): MatrixRow[] {
  const logins = planBench(bench.chosen);
  return FAULT_IDS.flatMap((id): MatrixRow[] => {
    const reason = missingCondition(id, bench);
    if (reason) return [{ id, verdict: 'not_applicable', reason }];
    const login = logins.find(({ rows }) => rows.includes(id));
    if (!login) return [];
    const flow = flowFor(bench, login);
    if (!flow) return [{ id, verdict: 'waiting' }];
    return [{ id, flowId: flow.flowId, ...judge(flow, id, login.good) }];
  });
}

/** How many rows came out how. */
export function countVerdicts(rows: readonly MatrixRow[]): Record<FaultVerdict, number> {
  const counts: Record<FaultVerdict, number> = {
    refused_as_expected: 0,
    refused_otherwise: 0,
    accepted: 0,
    unclear: 0,
    not_applicable: 0,
    waiting: 0,
  };
  for (const { verdict } of rows) counts[verdict] += 1;
  return counts;
}

function judge(flow: FlowState, id: FaultId, good: boolean): Judged {
  const { strikes } = faultOf(id);
  if (strikes === 'return') return judgeForged(flow);
  if (strikes === 'authorize') return judgeOpened(flow, id);
  const call = faultyCall(flow, id);
  if (call) return judgeCall(flow, id, call);
  return good ? judgeUntried(flow, id) : { verdict: 'waiting' };
}

/** Here it is us who have to refuse. */
function judgeForged({ forged }: FlowState): Judged {
  if (!forged) return { verdict: 'waiting' };
  const error = forged.findings.find(({ severity }) => severity === 'error')?.id;
  return forged.verdict === 'refused'
    ? { verdict: 'refused_as_expected', observed: { error } }
    : { verdict: 'accepted', observed: { what: 'code' } };
}

function judgeOpened(flow: FlowState, id: FaultId): Judged {
  const { redirect, saw, lastPage, started } = flow;
  if (!isAnswered(flow)) return { verdict: 'waiting' };
  // A request that is pushed is refused before anything opens.
  const push = refusedPush(flow);
  if (push) return judgeCall(flow, id, push);
  if (redirect) {
    const { redirectAnswer } = started.plan.profile;
    const response = withUsualResponseNames(redirect.response, redirectAnswer);
    const error = responseValue(response, 'error');
    const observed = {
      status: redirect.status,
      error: error && bankWords(error),
      description: words(responseValue(response, 'error_description')),
    };
    if (error) return { verdict: refusedWith(id, error, undefined), observed };
    return redirect.verdict === 'code'
      ? { verdict: 'accepted', observed: { ...observed, what: 'code' } }
      : { verdict: 'unclear', observed };
  }
  if (saw === 'login_page') return { verdict: 'accepted', observed: { what: 'login_page' } };
  const { status } = lastPage ?? {};
  if (saw) return { verdict: 'refused_otherwise', observed: { what: 'error_page' } };
  const verdict = (status ?? 0) >= 500 ? 'unclear' : 'refused_otherwise';
  return { verdict, observed: { status, what: 'page' } };
}

function judgeCall(flow: FlowState, id: FaultId, { answer, failed, outcome }: CallState): Judged {
  if (failed) return { verdict: 'unclear', observed: { what: 'no_answer' } };
  if (!answer || outcome === undefined) return { verdict: 'waiting' };
  const { plan } = flow.started;
  const { status } = answer;
  const read = readTokenAnswer(answer, plan.profile.tokenAnswer);
  switch (read.kind) {
    case 'tokens': {
      const { scope } = read.members;
      const asked = faultOf(id).change?.[1] === 'wider' ? widerScope(plan).added : undefined;
      const isKept =
        asked !== undefined &&
        scope !== undefined &&
        !scopeValues(scope, plan.profile.scope.separator).includes(asked);
      // The bank may go by the consent and say so. RFC 6749 §3.3
      if (isKept) {
        const observed = { status, what: 'scope_kept', description: words(scope) } as const;
        return { verdict: 'refused_otherwise', observed };
      }
      return { verdict: 'accepted', observed: { status, what: 'tokens' } };
    }
    case 'error': {
      const { error, error_description } = read.error;
      const verdict = status >= 500 || status === 429 ? 'unclear' : refusedWith(id, error, status);
      const description = words(error_description);
      return { verdict, observed: { status, error: bankWords(error), description } };
    }
    default: {
      const refused = status >= 400 && status < 500 && status !== 429;
      const description = words(pageTitle(answer) ?? statedReason(answer));
      return {
        verdict: refused ? 'refused_otherwise' : 'unclear',
        observed: { status, description },
      };
    }
  }
}

/** A row whose turn has not come, or cannot come any more. */
function judgeUntried(flow: FlowState, id: FaultId): Judged {
  const exchanged = goodExchange(flow);
  if (!exchanged || exchanged.outcome === undefined) {
    return exchanged?.failed
      ? { verdict: 'unclear', reason: 'exchange_failed' }
      : { verdict: 'waiting' };
  }
  if (exchanged.outcome !== 'tokens') return { verdict: 'unclear', reason: 'exchange_failed' };
  if (faultOf(id).strikes !== 'refresh') return { verdict: 'waiting' };
  if (refreshTokens(flow) === 'none') {
    return { verdict: 'not_applicable', reason: 'no_refresh_token' };
  }
  if (id !== 'refresh_reused' || refreshTokens(flow) === 'replaced') return { verdict: 'waiting' };
  const refreshed = goodRefresh(flow);
  if (refreshed?.outcome === 'tokens') return { verdict: 'not_applicable', reason: 'not_rotated' };
  const failed = refreshed?.failed ?? refreshed?.outcome;
  return failed ? { verdict: 'unclear', reason: 'refresh_failed' } : { verdict: 'waiting' };
}

function refusedWith(id: FaultId, error: string, status: number | undefined): FaultVerdict {
  const { errors, statuses } = FAULT_ROWS[id].expected;
  const isRight = status === undefined || !statuses || statuses.includes(status);
  return isRight && errors.includes(error) ? 'refused_as_expected' : 'refused_otherwise';
}

function words(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : bankWords(text);
}
