import type { Caller, TestSubgraph } from '../../test/harness/subgraph.js';

/** Counts that one signatory has running at once. */
const heavyCounts = 12;
const heavy = '{ incidents(filtre: { type: B_HALL, gravite: 2 }) { totalCount } }';
const lookUp = 'query ($id: ID!) { incident(id: $id) { id type } }';

interface Contention {
  /** Milliseconds of each look-up, in order of their length. */
  readonly alone: readonly number[];
  readonly beside: readonly number[];
  /** Counts that were answered meanwhile. */
  readonly counts: number;
}

/** Look-ups of one signatory, alone and then while another keeps so many counts running. */
export async function contention(
  subgraph: TestSubgraph,
  { heavyCaller, caller, id }: { heavyCaller: Caller; caller: Caller; id: string },
  turns: number,
): Promise<Contention> {
  const measure = async (): Promise<number[]> => {
    const times: number[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      const started = performance.now();
      const { data, errors } = await subgraph.ask(caller, lookUp, { id });
      times.push(performance.now() - started);
      if (errors.length > 0 || data === null) throw new Error(JSON.stringify(errors));
    }
    return times.sort((left, right) => left - right);
  };
  await measure();
  const alone = await measure();
  let isOver = false;
  let counts = 0;
  const running = Array.from({ length: heavyCounts }, async () => {
    while (!isOver) {
      await subgraph.ask(heavyCaller, heavy);
      counts += 1;
    }
  });
  const beside = await measure();
  isOver = true;
  await Promise.all(running);
  return { alone, beside, counts };
}
