/** An authority that a throwaway profile is made to trust for servers. */
export interface TrustedAuthority {
  commonName: string;
  certificatePem: string;
  /** Base64 of the SHA-256 of its public key. */
  spkiSha256: string;
}

/** A client certificate with its key, put into a throwaway profile. */
export interface InstalledClientCertificate {
  p12: Uint8Array;
  p12Password: string;
  /** Whether the browser presents it by itself, or only after a person chose it. */
  choice: 'automatic' | 'by_hand';
}

/** The certificates of a throwaway profile, beside those of its browser. */
export interface ProfileCertificates {
  authority: TrustedAuthority;
  client?: InstalledClientCertificate | undefined;
}
