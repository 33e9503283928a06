import { useState } from 'preact/hooks';
import {
  type Certificate,
  type CertificateFault,
  type PspRole,
  readCertificate,
} from '../../core/certificates/certificate.ts';
import { message } from '../browser.ts';
import { Field } from '../ui/Field.tsx';

interface CertificatePartProps {
  id: string;
  /** as the bank has it */
  clientId: string;
  nowMs: number;
  /** of a certificate that was read */
  onOrganizationIdentifier(value: string): void;
}

/** Reads a certificate that is pasted, and says what it is good for; nothing of it is kept but the identifier. */
export function CertificatePart(props: CertificatePartProps) {
  const { id, onOrganizationIdentifier } = props;
  const [text, setText] = useState('');
  const [fault, setFault] = useState<CertificateFault>();
  const [certificate, setCertificate] = useState<Certificate>();
  const read = (given: string) => {
    const result = readCertificate(given);
    const isKey = !result.ok && result.error === 'private_key';
    setText(isKey ? '' : given);
    setFault(result.ok || given.trim() === '' ? undefined : result.error);
    setCertificate(result.ok ? result.value : undefined);
    if (result.ok && result.value.organizationIdentifier) {
      onOrganizationIdentifier(result.value.organizationIdentifier);
    }
  };
  return (
    <>
      <Field
        id={id}
        label={message('certificate_text')}
        hint={message('certificate_hint')}
        error={fault && message(`certificate_fault_${fault}`)}
      >
        <textarea
          id={id}
          class="mono"
          dir="ltr"
          rows={3}
          autocomplete="off"
          spellcheck={false}
          value={text}
          onInput={({ currentTarget }) => read(currentTarget.value)}
        />
      </Field>
      {certificate && <CertificateFacts {...props} certificate={certificate} />}
    </>
  );
}

/** Which role each service asks of the client. @see RTS (EU) 2018/389 Art. 34 */
const NEEDED: readonly (readonly [service: 'aisp' | 'pisp' | 'cbpii', role: PspRole])[] = [
  ['aisp', 'PSP_AI'],
  ['pisp', 'PSP_PI'],
  ['cbpii', 'PSP_IC'],
];

const DAY_MS = 86_400_000;

interface CertificateFactsProps extends Pick<CertificatePartProps, 'clientId' | 'nowMs'> {
  certificate: Certificate;
}

/** What a certificate says of its holder, and whether that fits the client. */
export function CertificateFacts({ certificate, clientId, nowMs }: CertificateFactsProps) {
  const { organizationIdentifier, roles, qualifiedFor, notBeforeMs, notAfterMs } = certificate;
  const date = new Intl.DateTimeFormat(message('locale_tag'), { dateStyle: 'medium' });
  const days = Math.floor((notAfterMs - nowMs) / DAY_MS);
  const valid = nowMs < notBeforeMs ? 'early' : nowMs > notAfterMs ? 'expired' : 'left';
  const rows: [string, string][] = [
    [
      message('settings_client_organization'),
      organizationIdentifier ?? message('certificate_absent'),
    ],
    [message('new_flow_client_id'), fitText(organizationIdentifier, clientId)],
    [message('certificate_roles'), roles.join(', ') || message('certificate_absent')],
    ...NEEDED.map(([service, role]): [string, string] => [
      message(`service_${service}`),
      message(roles.includes(role) ? 'certificate_fits' : 'certificate_lacks', role),
    ]),
    [
      message('certificate_valid'),
      `${date.formatRange(notBeforeMs, notAfterMs)} · ${message(`certificate_${valid}`, Math.abs(days))}`,
    ],
    [
      message('edit_kind'),
      qualifiedFor.map((kind) => message(`certificate_${kind}`)).join(', ') ||
        message('certificate_plain'),
    ],
  ];
  return (
    <section class="card" aria-label={message('settings_client_certificate')}>
      <dl class="facts">
        {rows.map(([name, value]) => (
          <>
            <dt key={name}>{name}</dt>
            <dd dir="auto">{value}</dd>
          </>
        ))}
      </dl>
    </section>
  );
}

function fitText(organizationIdentifier: string | undefined, clientId: string): string {
  if (!organizationIdentifier || clientId === '') return message('certificate_unknown');
  return message(
    clientId === organizationIdentifier ? 'certificate_same_id' : 'certificate_other_id',
    clientId,
  );
}
