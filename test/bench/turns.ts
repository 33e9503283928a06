import type { Round } from './metric.ts';

/** Measures once, in a unit of its own. */
type Turn = () => Promise<number>;

/** What goes around the turns, and is not measured. */
interface Around {
  /** rounds that go before those that count, numbered from below zero; 2 unless said */
  before?: number;
  /** before both turns of a round */
  prepare?: (round: number) => Promise<void>;
}

/** Ours and the baseline, round by round; they take turns in going first. */
export async function takeTurns(
  rounds: number,
  { ours, baseline }: { ours: Turn; baseline: Turn },
  { before = 2, prepare }: Around = {},
): Promise<Round[]> {
  const measured: Round[] = [];
  for (let round = -before; round < rounds; round += 1) {
    await prepare?.(round);
    const result = { ours: 0, baseline: 0 };
    const turns = [
      async () => {
        result.ours = await ours();
      },
      async () => {
        result.baseline = await baseline();
      },
    ];
    for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn();
    if (round >= 0) measured.push(result);
  }
  return measured;
}
