import { CommanderError, InvalidArgumentError, type Command } from 'commander';
import { EnvironmentFaults } from '../process/environment.js';
import { isCalendarDate } from '../convention/calendar-date.js';

/** What a command found wrong: printed line by line on stderr, exit code 1. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';

  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}

/** Exit code of a comparison by which somebody may read, or speak for somebody, who could not before. */
export const accessWidened = 3;

/** Exit code of a comparison by which nobody reads more, and operations of clients may break. */
export const operationsBroken = 4;

/** What a program does when who reads what it prints has gone. */
type WithoutReader = 'ends' | 'goes on';

/**
 * Runs a program and sets the exit code: 0 done, 1 faults, 2 wrong usage, or the one that the command
 * has set itself. After faults nothing that it opened holds the process.
 */
export async function runProgram(
  program: Command,
  argv: readonly string[],
  withoutReader: WithoutReader = 'ends',
): Promise<void> {
  bearEndOfReader(withoutReader);
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ outputError: writeUsageFault });
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    // Commander has printed its own message, or the help that was asked for.
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    const lines = linesOf(error);
    if (lines === null) throw error;
    process.stderr.write(`${lines.join('\n')}\n`, () => process.exit(1));
  }
}

/** `matrix | head`: who has read enough closes the pipe, and that is no fault. */
function bearEndOfReader(withoutReader: WithoutReader): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      if (withoutReader === 'ends') process.exit();
    });
  }
}

function writeUsageFault(message: string, write: (text: string) => void): void {
  write(`${message.trim().replaceAll(/\s*\n\s*/g, ' ')} (--help shows how it is used)\n`);
}

/** null: nothing that a program says of itself. */
function linesOf(error: unknown): readonly string[] | null {
  if (error instanceof CommandFailure) return error.lines;
  if (error instanceof EnvironmentFaults) return error.faults;
  return isOfListening(error) ? [listenFault(error)] : null;
}

interface ListenError extends NodeJS.ErrnoException {
  readonly port?: number;
}

/** An error of a server that could not open its port: `runProgram` says what to do. */
export function isOfListening(error: unknown): error is ListenError {
  return error instanceof Error && 'syscall' in error && error.syscall === 'listen';
}

function listenFault({ code, port, message }: ListenError): string {
  if (code === 'EADDRINUSE') {
    return `PORT: ${port} is taken by another process; stop it or set PORT to a free one.`;
  }
  return code === 'EACCES' ? `PORT: there is no right to listen on ${port}.` : `HOST: ${message}.`;
}

/** An option that is an ISO date. */
export function parseDay(text: string): string {
  if (isCalendarDate(text)) return text;
  throw new InvalidArgumentError('write a date YYYY-MM-DD.');
}
