/** The accounts of the practice user. Their IBANs have the check digits 00, which no real one can have. */
export function practiceAccounts(country: 'DE' | 'SE') {
  return [
    { id: 'practice-account-1', iban: `${country}00PRACTICE0000000001`, name: 'PRACTICE current' },
    { id: 'practice-account-2', iban: `${country}00PRACTICE0000000002`, name: 'PRACTICE savings' },
  ];
}
