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

/**
 * Runs a program and sets the exit code: 0 done, 1 faults, 2 wrong usage, or the one that the command
 * has set itself.
 */
export async function runProgram(program: Command, argv: readonly string[]): Promise<void> {
  endQuietlyWithReader();
  const code = await codeOf(program, argv);
  if (code !== 0) process.exitCode = code;
}

/** `matrix | head`: who has read enough closes the pipe, and that is no fault. */
function endQuietlyWithReader(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit();
    });
  }
}

async function codeOf(program: Command, argv: readonly string[]): Promise<number> {
  for (const command of [program, ...program.commands]) {
    command.exitOverride().showHelpAfterError('(--help shows how it is used)');
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has printed its own message, or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const lines = linesOf(error);
    if (lines === null) throw error;
    process.stderr.write(`${lines.join('\n')}\n`);
    return 1;
  }
}

/** null: nothing that a program says of itself. */
function linesOf(error: unknown): readonly string[] | null {
  if (error instanceof CommandFailure) return error.lines;
  return error instanceof EnvironmentFaults ? error.faults : null;
}

/** An option that is an ISO date. */
export function parseDay(text: string): string {
  if (isCalendarDate(text)) return text;
  throw new InvalidArgumentError('write a date YYYY-MM-DD.');
}
