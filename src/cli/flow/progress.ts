import type { FlowEvent } from '../../core/flow/flow-event.ts';
import { english } from '../english.ts';

/** Says what happens in a flow, one line each, for who waits at a terminal: names and statuses, never a value. */
export function progressLines(say: (line: string) => void): (event: FlowEvent) => void {
  const names = new Map<string, string>();
  return ({ happening }) => {
    const line = lineOf(happening, names);
    if (line !== undefined) say(line);
  };
}

function lineOf(happening: FlowEvent['happening'], names: Map<string, string>): string | undefined {
  switch (happening.kind) {
    case 'opened':
      return english('cli_progress_opened', originOf(happening.url));
    case 'redirect_captured':
      return english(`cli_redirect_${happening.verdict}`);
    case 'call_prepared':
      names.set(happening.callId, happening.name);
      return english('cli_progress_sent', happening.name, originOf(happening.request.url));
    case 'call_answered':
      return english(
        'cli_progress_answered',
        names.get(happening.callId) ?? '',
        happening.answer.status,
      );
    case 'call_failed':
      return english('cli_progress_failed', names.get(happening.callId) ?? '');
    default:
      return undefined;
  }
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : '';
}
