/**
 * The browser's session as the client knows it: the token that goes back with every change, and the one
 * place where requests wait while somebody signs in again.
 */
let csrf = "";
let waiting: { promise: Promise<boolean>; settle: (again: boolean) => void } | null = null;
let onExpired: () => void = () => {};

export const csrfToken = () => csrf;

export function rememberCsrf(token: string | null | undefined): void {
  csrf = token ?? "";
}

/** The shell says here how it asks somebody to sign in again. */
export function whenExpired(ask: () => void): void {
  onExpired = ask;
}

/** Resolves true when the same person has signed in again; every request that met a 401 waits on the same promise. */
export function signedInAgain(): Promise<boolean> {
  if (!waiting) {
    let settle: (again: boolean) => void = () => {};
    const promise = new Promise<boolean>((resolve) => (settle = resolve));
    waiting = { promise, settle };
    onExpired();
  }
  return waiting.promise;
}

export function settleSignIn(again: boolean): void {
  waiting?.settle(again);
  waiting = null;
}
