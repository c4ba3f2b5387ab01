import process from 'node:process';

/**
 * What every program that a test starts takes from this machine: nothing of what may configure it,
 * and what V8 compiled of it the last time.
 */
export const programEnvironment: Readonly<Record<string, string>> = Object.fromEntries(
  ['PATH', 'NODE_COMPILE_CACHE'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  }),
);
