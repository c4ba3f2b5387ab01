/** The programs that are told something by the environment. */
export type Program = 'gateway' | 'subgraph' | 'journal' | 'schema' | 'demonstration';

/** One variable of the environment: what it may be, and who reads it. */
export interface Variable<T> {
  readonly readBy: readonly Program[];
  /** What it must be, in words that follow "expected". */
  readonly expected: string;
  /** Where it is not given. */
  readonly fallback: T;
  /** undefined: not what is expected. */
  readonly parse: (given: string) => T | undefined;
  /** It may come by a file, `<NAME>_FILE`, and no message ever repeats it. */
  readonly isSecret: boolean;
}

type Programs = readonly Program[];

export function text(readBy: Programs, fallback: string, expected = 'a text'): Variable<string> {
  return { readBy, expected, fallback, parse: (given) => given, isSecret: false };
}

export function optionalText(readBy: Programs, expected: string): Variable<string | null> {
  return { readBy, expected, fallback: null, parse: (given) => given, isSecret: false };
}

/** Values separated by commas. */
export function list(readBy: Programs, expected: string): Variable<readonly string[]> {
  const parse = (given: string): readonly string[] | undefined => {
    const values = given.split(',').map((value) => value.trim());
    return values.includes('') ? undefined : values;
  };
  return { readBy, expected, fallback: [], parse, isSecret: false };
}

export function flag(readBy: Programs, fallback: boolean): Variable<boolean> {
  const parse = (given: string) =>
    given === 'true' ? true : given === 'false' ? false : undefined;
  return { readBy, expected: 'true or false', fallback, parse, isSecret: false };
}

export function oneOf<T extends string>(
  readBy: Programs,
  values: readonly T[],
  fallback: T,
): Variable<T> {
  return {
    readBy,
    expected: `one of ${values.join(', ')}`,
    fallback,
    parse: (given) => values.find((value) => value === given),
    isSecret: false,
  };
}

export function wholeNumber(
  readBy: Programs,
  fallback: number,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): Variable<number> {
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
  return {
    readBy,
    expected: `a whole number ${range}`,
    fallback,
    parse: (given) => within(/^[0-9]+$/.test(given) ? Number(given) : NaN, least, most),
    isSecret: false,
  };
}

/** A whole number that may be left to who reads it. */
export function optionalNumber(
  readBy: Programs,
  least: number,
  most: number,
): Variable<number | null> {
  return { ...wholeNumber(readBy, least, least, most), fallback: null };
}

export function decimalNumber(
  readBy: Programs,
  fallback: number,
  least: number,
  most: number,
): Variable<number> {
  return {
    readBy,
    expected: `a number from ${least} to ${most}`,
    fallback,
    parse: (given) => within(/^[0-9]+(\.[0-9]+)?$/.test(given) ? Number(given) : NaN, least, most),
    isSecret: false,
  };
}

function within(value: number, least: number, most: number): number | undefined {
  return value >= least && value <= most ? value : undefined;
}

export function secret<T extends string | null>(
  readBy: Programs,
  fallback: T,
  expected: string,
  isGood: (given: string) => boolean = () => true,
): Variable<string | T> {
  return {
    readBy,
    expected,
    fallback,
    parse: (given) => (isGood(given) ? given : undefined),
    isSecret: true,
  };
}
