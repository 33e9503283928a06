import { useEffect, useState } from 'preact/hooks';
import { capturedOf } from '../../../core/flow/captured-of.ts';
import type { FlowState } from '../../../core/flow/flow-state.ts';
import { secretMark } from '../../../core/flow/secret.ts';
import { buildAuthorizationRequest } from '../../../core/oauth/authorization-request.ts';
import {
  compareRequestObject,
  type ObjectRow,
} from '../../../core/oauth/compare-request-object.ts';
import type { JwtContent } from '../../../core/oauth/jwt-content.ts';
import { type Parameter, parseParameters } from '../../../core/oauth/parameter.ts';
import { message } from '../../browser.ts';
import { Term } from '../../help/Term.tsx';
import { DecodedContent } from '../../tokens/DecodedContent.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { ParameterTable } from '../ParameterTable.tsx';
import { SecretText } from '../SecretText.tsx';
import { splitUrl } from '../split-url.ts';
import './signed.css';

export interface CarriedRequestProps {
  flow: FlowState;
}

/** The authorization request that the address only stands for: pushed parameters, or the object beside its parameters. */
export function CarriedRequest({ flow }: CarriedRequestProps) {
  const push = flow.calls.findLast(({ purpose }) => purpose === 'push');
  const object = flow.opened?.requestObject ?? push?.requestObject;
  if (object) {
    const beside = flow.opened?.requestObject
      ? addressParameters(flow.opened.url)
      : (push?.request.parameters ?? []);
    return <RequestObject flow={flow} object={object} beside={beside} />;
  }
  if (!push) return null;
  return (
    <section class="stack tight" aria-label={message('pushed_parameters')}>
      <h3>{message('pushed_parameters')}</h3>
      <p class="subtle">{message('pushed_parameters_meaning')}</p>
      <ParameterTable label={message('pushed_parameters')} parameters={push.request.parameters} />
    </section>
  );
}

interface RequestObjectProps extends CarriedRequestProps {
  object: JwtContent;
  beside: readonly Parameter[];
}

function RequestObject({ flow, object, beside }: RequestObjectProps) {
  const plain = usePlainRequest(flow);
  const rows = plain && compareRequestObject(object, plain, beside);
  return (
    <section class="stack tight" aria-label={message('secret_request_object')}>
      <h3>{message('request_object_title')}</h3>
      <p class="subtle">{message('request_object_meaning')}</p>
      {rows && <ObjectTable rows={rows} />}
      <details class="fold">
        <summary>{message('request_object_decoded')}</summary>
        <DecodedContent {...object} kind="request_object" />
      </details>
    </section>
  );
}

const TONE: Record<ObjectRow['verdict'], 'ok' | 'plain' | 'warn' | 'error'> = {
  same: 'ok',
  added: 'plain',
  inside: 'plain',
  differs: 'warn',
  beside_differs: 'warn',
  missing: 'error',
};
const ICON = { ok: 'check', plain: 'info', warn: 'warn', error: 'error' } as const;

function ObjectTable({ rows }: { rows: readonly ObjectRow[] }) {
  return (
    <table class="parameters request-object" aria-label={message('request_object_compared')}>
      <thead>
        <tr>
          <th scope="col">{message('parameter_name')}</th>
          <th scope="col">{message('request_object_claim')}</th>
          <th scope="col">{message('request_object_plain')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.name} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row: { name, plain, claim, beside, verdict } }: { row: ObjectRow }) {
  const tone = TONE[verdict];
  return (
    <tr>
      <th scope="row" class="mono">
        <Term place="parameter" name={name} />
      </th>
      <td class="mono" dir="ltr">
        {claim === undefined ? <Absent /> : <SecretText text={claim} />}
      </td>
      <td>
        <span class={`check ${tone}`}>
          <Icon name={ICON[tone]} />
          <span>{message(`request_object_${verdict}`)}</span>
        </span>
        {plain !== undefined && (verdict === 'differs' || verdict === 'missing') && (
          <div class="mono" dir="ltr">
            <SecretText text={plain} />
          </div>
        )}
        {beside !== undefined && (
          <div class="subtle">
            {message('request_object_beside')}{' '}
            <span class="mono" dir="ltr">
              <SecretText text={beside} />
            </span>
          </div>
        )}
      </td>
    </tr>
  );
}

function Absent() {
  return <span class="subtle">{message('request_object_absent')}</span>;
}

/** The parameters that the object stands for, secrets as marks; `undefined` while they are built, empty where they cannot be. */
function usePlainRequest(flow: FlowState): readonly Parameter[] | undefined {
  const [plain, setPlain] = useState<readonly Parameter[]>();
  useEffect(() => {
    let wanted = true;
    void plainParameters(flow).then((built) => {
      if (wanted) setPlain(built);
    });
    return () => {
      wanted = false;
    };
  }, [flow]);
  return plain;
}

async function plainParameters(flow: FlowState): Promise<readonly Parameter[]> {
  const { plan, secrets, codeChallenge } = flow.started;
  const markOf = (wanted: string) => {
    const reference = secrets.find(({ kind }) => kind === wanted);
    return reference ? secretMark(reference) : '';
  };
  const values = {
    state: markOf('state'),
    nonce: markOf('nonce'),
    codeVerifier: markOf('code_verifier'),
  };
  const built = await buildAuthorizationRequest(plan, values, capturedOf(flow));
  if (!built.ok) return [];
  // The challenge of a mark is not that of the verifier.
  return built.value.parameters.map(({ name, value }) => ({
    name,
    value: name === 'code_challenge' && codeChallenge ? codeChallenge : value,
  }));
}

function addressParameters(url: string): Parameter[] {
  return splitUrl(url).parameters.flatMap(({ name, value }) => parseParameters(`${name}${value}`));
}
