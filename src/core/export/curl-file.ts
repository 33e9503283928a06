import { bashWord, curlWords } from './curl-command.ts';
import {
  callLabel,
  callNotes,
  type ExportContext,
  headLines,
  openingNotes,
  sourceWords,
} from './export-words.ts';
import type {
  Brought,
  FlowScript,
  ScriptAuthorization,
  ScriptCall,
  ScriptVariable,
} from './flow-script.ts';
import type { ScriptRequest } from './script-request.ts';
import { scriptValues } from './script-values.ts';

/**
 * The flow as a script for bash with curl. A variable that is set before counts; what is random is made anew, and
 * the code is asked for.
 */
export function curlFile(script: FlowScript, context: ExportContext): string {
  const values = scriptValues(script, context.secrets);
  const variables = script.variables.flatMap((variable) =>
    variableLines(variable, values.get(variable.name), context),
  );
  return [
    '#!/usr/bin/env bash',
    ...headLines(script, context).map(comment),
    'set -euo pipefail',
    '',
    FUNCTIONS,
    '',
    ...variables,
    ...script.steps.flatMap((step) => [
      '',
      ...(step.kind === 'call'
        ? callLines(step, script, context)
        : authorizationLines(step, script, context)),
    ]),
    '',
  ].join('\n');
}

const FUNCTIONS = String.raw`encode() { # percent-encodes a text for a URL
  local LC_ALL=C text=$1 at sign
  for ((at = 0; at < ${'$'}{#text}; at++)); do
    sign=${'$'}{text:at:1}
    case $sign in
      [A-Za-z0-9._~-]) printf %s "$sign" ;;
      *) printf '%%%02X' $(($(printf %d "'$sign") & 255)) ;;
    esac
  done
}
decode() { local text=${'$'}{1//+/ }; printf '%b' "${'$'}{text//%/\\x}"; }
fresh() { head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n'; }
sha256() { printf %s "$1" | openssl dgst -sha256 -binary | base64 | tr '+/' '-_' | tr -d '=\n'; }
member() { # the first member of this name in the JSON answer
  printf %s "$ANSWER" | tr -d '\n' | grep -oE "\"$1\"[[:space:]]*:[[:space:]]*(\"([^\"\\\\]|\\\\.)*\"|-?[0-9]+)" |
    head -n 1 | sed -E 's/^"[^"]*"[[:space:]]*:[[:space:]]*"?//; s/"$//; s#\\/#/#g'
}
header() { # the value of a header of the answer
  printf %s "$HEADERS" | tr -d '\r' | sed -nE "s/^$1: *//Ip" | head -n 1
}
request() { # a name, the recorded status, and what curl gets: sends it once
  local name=$1 recorded=$2 whole
  shift 2
  whole=$(curl --silent --show-error --include --write-out '\n%{http_code}' "$@")
  STATUS=${'$'}{whole##*$'\n'} whole=${'$'}{whole%$'\n'*}
  HEADERS=${'$'}{whole%%$'\r\n\r\n'*} ANSWER=${'$'}{whole#*$'\r\n\r\n'}
  printf '%s: %s (%s)\n' "$name" "$STATUS" "$recorded"
}`;

const CLAIMS = `claims() { # of a JWT, read and not verified
  local part=${'$'}{1#*.}
  part=${'$'}{part%%.*}
  while [ $((${'$'}{#part} % 4)) -ne 0 ]; do part+='='; done
  printf %s "$part" | tr '_-' '/+' | base64 -d
}`;

function comment(line: string): string {
  return `# ${line}`;
}

function variableLines(
  variable: ScriptVariable,
  value: string | undefined,
  context: ExportContext,
): string[] {
  const name = variable.name.toUpperCase();
  const { kind } = variable.source;
  if (kind === 'answer') return [`${name}= # ${sourceWords(variable, context)}`];
  const first =
    value !== undefined
      ? bashWord([{ text: value }])
      : { fresh: '$(fresh)', challenge: '$(sha256 "$CODE_VERIFIER")' }[kind as string];
  // Asked for when its turn comes.
  const given = first ?? (kind === 'redirect' ? '' : undefined);
  const words = sourceWords(variable, context);
  return given === undefined
    ? [`: "\${${name}:?${shellText(words)}}"`]
    : [`[ -n "\${${name}:-}" ] || ${name}=${given} # ${words}`];
}

/** Words within double quotes. */
function shellText(words: string): string {
  return words.replace(/[$`"\\}]/g, '');
}

function authorizationLines(
  { request, code, answer, signed }: ScriptAuthorization,
  script: FlowScript,
  context: ExportContext,
): string[] {
  const name = code.toUpperCase();
  const { say } = context;
  const parameter = signed ?? answer.code;
  const value = `"\${${name}%%[\\&#]*}"`;
  return [
    comment(say('export_step_authorize')),
    ...openingNotes(script, context).map(comment),
    ...(signed ? [CLAIMS] : []),
    `OPEN_THIS=${addressWord(request)}`,
    `if [ -z "\${${name}:-}" ]; then`,
    `  printf '%s\\n%s\\n' ${bashWord([{ text: say('export_open_this') }])} "$OPEN_THIS"`,
    // Bash shows a prompt of `read` to a terminal alone.
    `  printf %s ${bashWord([{ text: say('export_paste_code') }])}`,
    `  read -r ${name}`,
    `  case $${name} in *[?\\&#]${parameter}=*)`,
    `    ${name}=\${${name}#*[?\\&#]${parameter}=}`,
    ...(signed
      ? [`    ANSWER=$(claims ${value})`, `    ${name}=$(member ${answer.code}) ;;`]
      : [`    ${name}=$(decode ${value}) ;;`]),
    '  esac',
    'fi',
  ];
}

/** An address whose query is encoded as it is put together. */
function addressWord({ address, query }: ScriptRequest): string {
  const fields = query.map(({ name, value }) => {
    const word = value
      .map((piece) =>
        'text' in piece
          ? bashWord([{ text: encodeURIComponent(piece.text) }])
          : `"$(encode "$${piece.variable.toUpperCase()}")"`,
      )
      .join('');
    return `${bashWord([{ text: `${encodeURIComponent(name)}=` }])}${word}`;
  });
  if (fields.length === 0) return bashWord(address);
  return `${bashWord(address)}'?'${fields.join("'&'")}`;
}

function callLines(step: ScriptCall, script: FlowScript, context: ExportContext): string[] {
  const certificate = script.flow.started.plan.profile.clientCertificate === 'required';
  const words = [
    ...(certificate ? ['--cert client.pem --key client.key'] : []),
    ...curlWords(step.request),
  ];
  const { name, call } = step;
  return [
    ...[callLabel(step, script, context), ...callNotes(step, script, context)].map(comment),
    [`request ${name} ${call.answer?.status ?? '-'}`, ...words].join(' \\\n  '),
    ...step.brings.map(broughtLine),
  ];
}

function broughtLine({ variable, from, path }: Brought): string {
  // Of a path of members the last one is looked for: curl's user need not have a JSON reader.
  const last = path.split('.').at(-1) ?? path;
  const word = bashWord([{ text: from === 'header' ? path : last }]);
  const reader = from === 'header' ? 'header' : 'member';
  const otherwise = `{ printf '%s\\n' "$ANSWER"; exit 1; }`;
  return `${variable.toUpperCase()}=$(${reader} ${word}) || ${otherwise}`;
}
