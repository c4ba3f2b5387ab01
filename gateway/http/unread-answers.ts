import type { ServerResponse } from 'node:http';

export interface UnreadLimits {
  /** Bytes of all answers that their callers have not taken yet. */
  readonly total: number;
  /** How long one may lie, in milliseconds, whatever its size. */
  readonly patience: number;
  /** Beside that: the least that a caller must take, in bytes per second. */
  readonly rate: number;
}

export const defaultUnreadLimits: UnreadLimits = {
  total: 64 * 1_048_576,
  patience: 30_000,
  rate: 65_536,
};

interface Unread {
  readonly bytes: number;
  readonly timer: NodeJS.Timeout;
}

/**
 * Answers lie in memory until they are taken. Whoever asks and does not read is cut off: when its time
 * is over, and sooner where all unread answers together become too many, those that lie longest first.
 */
export class UnreadAnswers {
  /** In the order in which they were given. */
  private readonly lying = new Map<ServerResponse, Unread>();
  private bytes = 0;

  constructor(private readonly limits: UnreadLimits = defaultUnreadLimits) {}

  /** Right after an answer of so many bytes was given to Node. */
  watch(response: ServerResponse, bytes: number): void {
    // Most are in the kernel's hands at once.
    if (response.writableFinished || response.destroyed) return;
    if (response.socket && response.socket.writableLength === 0) return;
    const { total, patience, rate } = this.limits;
    const timer = setTimeout(() => response.destroy(), patience + (bytes / rate) * 1_000);
    timer.unref();
    this.lying.set(response, { bytes, timer });
    this.bytes += bytes;
    const taken = (): void => {
      this.forget(response);
    };
    response.once('finish', taken).once('close', taken);
    for (const oldest of this.lying.keys()) {
      if (this.bytes <= total) return;
      this.forget(oldest);
      oldest.destroy();
    }
  }

  private forget(response: ServerResponse): void {
    const unread = this.lying.get(response);
    if (!unread) return;
    this.lying.delete(response);
    clearTimeout(unread.timer);
    this.bytes -= unread.bytes;
  }
}
