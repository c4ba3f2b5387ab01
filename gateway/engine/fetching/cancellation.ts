/**
 * Whether a caller went away before its answer was complete. One for each request, and usually for
 * nothing: an AbortSignal would cost many times as much.
 */
export class Cancellation {
  private isCancelled = false;
  private listener: (() => void) | null = null;

  get cancelled(): boolean {
    return this.isCancelled;
  }

  /** Called once, at once if the caller has left already; null: nobody listens any more. */
  onCancel(listener: (() => void) | null): void {
    this.listener = listener;
    if (this.isCancelled) listener?.();
  }

  cancel(): void {
    if (this.isCancelled) return;
    this.isCancelled = true;
    this.listener?.();
  }
}
