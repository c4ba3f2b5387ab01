/** Counts the requests that one version serves, so that it can be let go of when the last has ended. */
export class UsersOfState {
  private count = 0;
  private onNone: (() => void) | null = null;

  come(): void {
    this.count += 1;
  }

  leave(): void {
    this.count -= 1;
    if (this.count === 0) this.onNone?.();
  }

  /** Resolves when there is none, or after so many milliseconds. */
  async gone(longest: number): Promise<void> {
    if (this.count === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, longest);
      timer.unref();
      this.onNone = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
