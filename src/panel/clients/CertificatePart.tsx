import { useState } from 'preact/hooks';
import { type Certificate, readCertificate } from '../../core/certificates/certificate.ts';
import type { MessageKey } from '../../core/messages.ts';
import { message } from '../browser.ts';
import { Field } from '../ui/Field.tsx';
import { RawText } from '../ui/RawText.tsx';

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
  const [read, setRead] = useState<ReturnType<typeof readCertificate>>();
  const take = (given: string) => {
    const result = readCertificate(given);
    setText(!result.ok && result.error === 'private_key' ? '' : given);
    setRead(given.trim() === '' ? undefined : result);
    const { organizationIdentifier = '' } = result.ok ? result.value : {};
    if (organizationIdentifier) onOrganizationIdentifier(organizationIdentifier);
  };
  return (
    <>
      <Field
        id={id}
        label={message('certificate_text')}
        hint={message('certificate_hint')}
        error={read && !read.ok && message(`certificate_fault_${read.error}`)}
      >
        <RawText id={id} rows={3} value={text} onText={take} />
      </Field>
      {read?.ok && <CertificateFacts {...props} certificate={read.value} />}
    </>
  );
}

interface CertificateFactsProps extends Pick<CertificatePartProps, 'clientId' | 'nowMs'> {
  certificate: Certificate;
}

/** What a certificate says of its holder, and whether that fits the client. */
export function CertificateFacts({ certificate, clientId, nowMs }: CertificateFactsProps) {
  const { organizationIdentifier, roles, notBeforeMs, notAfterMs } = certificate;
  const date = new Intl.DateTimeFormat(message('locale_tag'), { dateStyle: 'medium' });
  const valid = nowMs < notBeforeMs ? 'early' : nowMs > notAfterMs ? 'expired' : 'now';
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
      `${date.formatRange(notBeforeMs, notAfterMs)} · ${message(`certificate_${valid}`)}`,
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
