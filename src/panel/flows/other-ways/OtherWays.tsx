import { useState } from 'preact/hooks';
import type { FlowState } from '../../../core/flow/flow-state.ts';
import { isStepwise } from '../../../core/flow/flow-steps.ts';
import { askForHost } from '../../ask-for-host.ts';
import { requestWord } from '../../bank-texts.ts';
import { message } from '../../browser.ts';
import { useStore } from '../../store-context.ts';
import type { FlowCommands } from '../flow-commands.ts';
import { setFlowProblem } from '../flow-problem.ts';
import { requestAddress } from '../request-address.ts';
import { Elsewhere } from '../steps/Elsewhere.tsx';
import { CertificateCheck } from './CertificateCheck.tsx';
import { type CertificateVerdict, certificateVerdict } from './certificate-verdict.ts';

export interface OtherWaysProps {
  flow: FlowState;
  /** the token request's name in the profile */
  name: string;
  commands: Pick<FlowCommands, 'pasteAnswer'>;
}

/** What helps a token call that may not come through from here. */
export function OtherWays({ flow, name, commands }: OtherWaysProps) {
  const store = useStore();
  const [verdict, setVerdict] = useState<CertificateVerdict>();
  const { plan } = flow.started;
  // Nothing of the request but its address: what it would carry is secret.
  const address = requestAddress(flow, name)?.replace(/[?#].*$/, '') ?? '';
  if (!URL.canParse(address)) return null;
  const check = async () => {
    if (!(await askForHost(address).catch(() => false))) {
      setFlowProblem(flow.flowId, { kind: 'host_denied', host: new URL(address).host });
      return;
    }
    const reply = await store.client.ask('fetchDocument', { url: address }).catch(() => undefined);
    setFlowProblem(flow.flowId, reply ? undefined : { kind: 'worker_stopped' });
    if (reply) setVerdict(certificateVerdict(reply));
  };
  const label = requestWord(plan.profile, name);
  return (
    <section class="stack tight other-ways" aria-label={message('other_ways')}>
      {plan.profile.clientCertificate !== 'none' && (
        <CertificateCheck address={address} verdict={verdict} onCheck={() => void check()} />
      )}
      {!isStepwise(plan) && (
        <details class="step-elsewhere">
          <summary>{message('step_command_instead')}</summary>
          <Elsewhere flow={flow} name={name} label={label} onPaste={commands.pasteAnswer} />
        </details>
      )}
    </section>
  );
}
