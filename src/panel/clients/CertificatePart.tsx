import { useState } from 'preact/hooks';
import {
  type Certificate,
  type CertificateFault,
  readCertificate,
} from '../../core/certificates/certificate.ts';
import type { MessageKey } from '../../core/messages.ts';
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

const DAY_MS = 86_400_000;

interface CertificateFactsProps extends Pick<CertificatePartProps, 'clientId' | 'nowMs'> {
  certificate: Certificate;
}

/** What a certificate says of its holder, and whether that fits the client. */
export function CertificateFacts({ certificate, clientId, nowMs }: CertificateFactsProps) {
  const { organizationIdentifier, roles, notBeforeMs, notAfterMs } = certificate;
  const date = new Intl.DateTimeFormat(message('locale_tag'), { dateStyle: 'medium' });
  const days = Math.floor((notAfterMs - nowMs) / DAY_MS);
  const valid = nowMs < notBeforeMs ? 'early' : nowMs > notAfterMs ? 'expired' : 'left';
  const fits = clientId === organizationIdentifier ? 'same' : 'other';
  const rows: [MessageKey, string | undefined][] = [
    ['settings_client_organization', organizationIdentifier || message('client_secret_none')],
    [
      'new_flow_client_id',
      clientId && organizationIdentifier && message(`certificate_${fits}_id`, clientId),
    ],
    ['certificate_roles', roles.join(', ') || message('client_secret_none')],
    [
      'certificate_valid',
      `${date.formatRange(notBeforeMs, notAfterMs)} · ${message(`certificate_${valid}`, days)}`,
    ],
  ];
  return (
    <section class="card" aria-label={message('settings_client_certificate')}>
      <dl class="facts">
        {rows.map(
          ([name, value]) =>
            value && (
              <>
                <dt key={name}>{message(name)}</dt>
                <dd dir="auto">{value}</dd>
              </>
            ),
        )}
      </dl>
    </section>
  );
}
