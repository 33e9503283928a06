import type { MessageKey, Messages } from '../messages.ts';
import type { FlowScript, ScriptCall, ScriptVariable } from './flow-script.ts';

/** What an export is written with. */
export interface ExportContext {
  say: Messages;
  /** of this tool */
  version: string;
  /** mark → value; only where a person asked for a file with secrets in it */
  secrets?: ReadonlyMap<string, string>;
}

/** The first lines of a file: what made it from what, and whether there are secrets in it. */
export function headLines(
  { flow }: FlowScript,
  { say, version, secrets }: ExportContext,
): string[] {
  const { bank } = flow.started;
  const recorded = new Date(flow.startedAtMs).toISOString();
  return [
    say('export_head', version, oneLine(bank), recorded),
    say(secrets ? 'export_head_with' : 'export_head_without'),
  ];
}

/** Where a variable's value comes from, in a few words. */
export function sourceWords({ source }: ScriptVariable, { say }: ExportContext): string {
  return source.kind === 'answer'
    ? say('export_from_answer', source.call)
    : say(`export_from_${source.kind}`);
}

/** What a call is for, in words. */
export function callLabel(
  { call }: ScriptCall,
  { flow }: FlowScript,
  { say }: ExportContext,
): string {
  const purpose = ['introspection', 'revocation'].includes(call.purpose) ? 'api' : call.purpose;
  const { requests } = flow.started.plan.profile;
  const key = `purpose_${purpose}` as MessageKey;
  return oneLine(say(key, requests[call.name]?.label ?? call.name));
}

/** What cannot be seen in a call's request: what the connection has to bring, and what has to be signed. */
export function callNotes(
  { call }: ScriptCall,
  { flow }: FlowScript,
  { say }: ExportContext,
): string[] {
  const { clientCertificate } = flow.started.plan.profile;
  const signed = call.request.headers.some(([name]) => /^(x-jws-)?signature$/i.test(name));
  const claims = Object.keys(call.requestObject?.claims ?? {});
  return [
    ...(clientCertificate === 'required' ? [say('export_certificate')] : []),
    ...(signed ? [say('export_signed')] : []),
    ...(claims.length > 0 ? [oneLine(say('export_request_object', claims.join(', ')))] : []),
    ...(call.proof ? [say('export_proof')] : []),
  ];
}

/** The same of what the browser opens, where its address holds a JWT. */
export function openingNotes({ flow: { opened } }: FlowScript, { say }: ExportContext): string[] {
  const claims = Object.keys(opened?.requestObject?.claims ?? {});
  return claims.length > 0 ? [oneLine(say('export_request_object', claims.join(', ')))] : [];
}

/** Text that ends no comment and is filled in nowhere: a bank's name may hold anything. */
export function oneLine(text: string): string {
  return text
    .replace(/[\r\n\u2028\u2029]+/g, ' ')
    .replaceAll('*/', '* /')
    .replaceAll('{{', '{ {');
}
