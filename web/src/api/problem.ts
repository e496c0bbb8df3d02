/** Why something was not done, in the reader's language: what the server said, never a guess of ours. */
export interface Problem {
  status: number;
  code: string;
  title: string;
  detail: string;
  fix?: string;
  where?: string;
  request_id?: string;
  /** Further problems of the same request (every wrong field, every trouble of a table). */
  errors?: Array<{ code: string; detail: string; where?: string; fix?: string }>;
}

/** Thrown by `told`; carries the problem. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.status} ${problem.code}`);
  }
}

/** No answer came at all: the network or the server is away. Its words are in `shell/words.ts`. */
export const UNREACHED: Problem = { status: 0, code: "unreached", title: "", detail: "" };

export function problemOf(body: unknown, status: number): Problem {
  const known = typeof body === "object" && body !== null ? (body as Partial<Problem>) : {};
  return { code: "unknown", title: "", detail: "", ...known, status };
}

export function problemIn(error: unknown): Problem {
  return error instanceof Refused ? error.problem : UNREACHED;
}
