/**
 * Whether a caller went away before its answer was complete. One for each request, and usually for
 * nothing: an AbortSignal would cost many times as much.
 */
export class Departure {
  private left = false;
  private listener: (() => void) | null = null;

  get gone(): boolean {
    return this.left;
  }

  /** Called once, at once if the caller has left already; null: nobody listens any more. */
  onLeave(listener: (() => void) | null): void {
    this.listener = listener;
    if (this.left) listener?.();
  }

  leave(): void {
    if (this.left) return;
    this.left = true;
    this.listener?.();
  }
}
