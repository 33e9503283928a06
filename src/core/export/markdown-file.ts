import { type FlowState, flowFindings } from '../flow/flow-state.ts';
import { cutOutsideMarks } from '../flow/secret-marks.ts';
import { describeFinding } from '../lint/describe-finding.ts';
import { type Finding, mergeFindings, sortFindings } from '../lint/finding.ts';
import { responseParameters } from '../oauth/authorization-response.ts';
import type { HttpAnswer, HttpRequest } from '../oauth/http-message.ts';
import type { JwtContent } from '../oauth/jwt-content.ts';
import { callLabel, type ExportContext } from './export-words.ts';
import type { FlowScript, ScriptCall } from './flow-script.ts';

/** Longer bodies are evidence for a file of their own. */
const BODY_LIMIT = 4000;

/** The flow as a report for a ticket: what was asked, what came, what is wrong, who must act. Secrets stay marks. */
export function markdownFile(script: FlowScript, context: ExportContext): string {
  const { flow } = script;
  const { say } = context;
  const findings = sortFindings(mergeFindings(flowFindings(flow)));
  return [
    `# ${inline(say('export_report_title', flow.started.bank, say(`phase_${flow.phase}`)))}`,
    say('export_report_marks'),
    ...part(say('export_report_facts'), factLines(flow, context)),
    ...part(say('export_report_actors'), actorLines(findings, context)),
    ...part(say('export_report_findings'), findingLines(findings, context)),
    ...part(say('export_report_timeline'), stepLines(script, context)),
    ...part(say('export_report_tokens'), tokenLines(flow, context)),
    '',
  ].join('\n\n');
}

function part(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? [`## ${title}`, ...lines] : [];
}

function factLines(flow: FlowState, { say, version }: ExportContext): string[] {
  const { plan, bank } = flow.started;
  const { profile, draft } = plan;
  const facts: [string, string][] = [
    [say('export_report_phase'), say(`phase_${flow.phase}`)],
    [say('export_report_bank'), bank],
    [
      say('export_report_environment'),
      profile.environments[draft.environment]?.label ?? draft.environment,
    ],
    [say('export_report_profile'), profile.id],
    [say('export_report_grant'), draft.grant],
    [say('export_report_authentication'), draft.clientAuthentication],
    [say('export_report_client'), draft.clientId],
    [say('export_report_redirect_uri'), draft.redirectUri],
    [say('export_report_scope'), draft.scope],
    [say('export_report_started'), iso(flow.startedAtMs)],
    [say('export_report_tool'), `PSD2 OAuth DevTools ${version}`],
  ];
  return [
    ['| | |', '|---|---|', ...facts.map(([name, value]) => `| ${name} | ${code(value)} |`)].join(
      '\n',
    ),
  ];
}

function actorLines(findings: readonly Finding[], { say }: ExportContext): string[] {
  const minded = findings.filter(({ severity }) => severity !== 'info');
  const actors = [...new Set(minded.map(({ actor }) => actor))];
  if (actors.length === 0) return [say('export_report_nobody')];
  return [
    actors
      .map((actor) => {
        const ids = minded.filter((finding) => finding.actor === actor).map(({ id }) => id);
        return `- ${say(`actor_${actor}`)}: ${[...new Set(ids)].join(', ')}`;
      })
      .join('\n'),
  ];
}

function findingLines(findings: readonly Finding[], { say }: ExportContext): string[] {
  if (findings.length === 0) return [say('export_report_no_findings')];
  return findings.map((finding) => {
    const { id, severity, seen, expected, fix, actor, source } = describeFinding(finding, say);
    return [
      `### ${id} (${say(`severity_${severity}`)})`,
      '',
      inline(seen),
      '',
      `- ${say('finding_expected')}: ${inline(expected)}`,
      `- ${say('finding_fix')}: ${inline(fix)}`,
      `- ${say('finding_actor')}: ${say(`actor_${actor}`)}`,
      `- ${say('finding_source')}: ${inline(source)}`,
    ].join('\n');
  });
}

function stepLines(script: FlowScript, context: ExportContext): string[] {
  const { say } = context;
  return script.steps.flatMap((step) =>
    step.kind === 'call' ? callLines(step, script, context) : redirectLines(script.flow, say),
  );
}

function redirectLines({ opened, redirect }: FlowState, say: ExportContext['say']): string[] {
  if (!opened) return [];
  return [
    `### ${say('export_step_authorize')}`,
    `${say('export_report_opened', iso(opened.atMs))}`,
    fence('text', opened.url),
    ...jwtLines(say('secret_request_object'), opened.requestObject),
    ...(redirect
      ? [
          `${say('export_report_redirect', redirect.verdict)}, ${iso(redirect.atMs)}`,
          fence(
            'text',
            [
              redirect.response.landedOn,
              ...responseParameters(redirect.response).map(({ name, value }) => `${name}=${value}`),
            ].join('\n'),
          ),
          ...jwtLines(say('export_report_signed_answer'), redirect.signed?.content),
        ]
      : []),
  ];
}

function callLines(step: ScriptCall, script: FlowScript, context: ExportContext): string[] {
  const { request, answer, failed, sentAtMs, preparedAtMs, outcome } = step.call;
  const { requestObject, proof } = step.call;
  const { say } = context;
  return [
    `### ${inline(callLabel(step, script, context))}`,
    iso(sentAtMs ?? preparedAtMs),
    fence('http', requestText(request)),
    ...jwtLines(say('secret_request_object'), requestObject),
    ...jwtLines(say('export_report_proof'), proof),
    answer
      ? say(
          outcome === 'nonce_wanted' ? 'export_report_nonce' : 'export_report_answer',
          answer.status,
          answer.durationMs,
        )
      : say('export_report_no_answer', failed?.failure.kind ?? '-'),
    ...(answer ? [fence('http', answerText(answer))] : []),
  ];
}

/** What a JWT says that stands in a request as a mark. */
function jwtLines(title: string, jwt: JwtContent | undefined): string[] {
  return jwt ? [`${title}:`, fence('json', JSON.stringify(jwt, null, 2))] : [];
}

function requestText({ method, url, headers, body }: HttpRequest): string {
  return messageText(`${method} ${url}`, headers, body);
}

function answerText({ status, headers, body }: HttpAnswer): string {
  return messageText(`HTTP ${status}`, headers, body);
}

function messageText(first: string, headers: HttpRequest['headers'], body = ''): string {
  const lines = [first, ...headers.map(([name, value]) => `${name}: ${value}`)];
  const end = body.length > BODY_LIMIT ? ' …' : '';
  // A mark that is cut in two is no secret: its fingerprint says nothing.
  return body === ''
    ? lines.join('\n')
    : [...lines, '', cutOutsideMarks(body, BODY_LIMIT) + end].join('\n');
}

function tokenLines({ tokens }: FlowState, { say }: ExportContext): string[] {
  if (tokens.length === 0) return [];
  const lines = tokens.map(({ kind, secret, expires_in }) =>
    expires_in === undefined
      ? say('export_report_token_open', kind, secret.length)
      : say('export_report_token', kind, secret.length, expires_in),
  );
  return [lines.map((line) => `- ${line}`).join('\n')];
}

/** A fenced block that no text in it can end. @see CommonMark §4.5 */
function fence(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const marks = '`'.repeat(longest + 1);
  return `${marks}${language}\n${text}\n${marks}`;
}

/** A value in a table, as code where it has something in it. */
function code(text: string): string {
  const cell = text
    .replace(/[\r\n]+/g, ' ')
    .replaceAll('|', String.raw`\|`)
    .replaceAll('`', "'");
  return cell === '' ? '' : `\`${cell}\``;
}

/** Text of others within a paragraph: it makes no markup, no link and no mention. */
function inline(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_[\]<>|]/g, String.raw`\$&`);
}

function iso(atMs: number): string {
  return new Date(atMs).toISOString();
}
