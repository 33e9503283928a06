/** What the law gives where the bank says nothing. */
export const LAWFUL_READS = 4;
