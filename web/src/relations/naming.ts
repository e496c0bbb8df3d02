/** What everybody is called here: what they are to the application and a number, never a name. */

import { useMemo, useRef } from "react";
import { said, useText, useWords, type Text } from "../words";
import type { Around, Member, Names } from "./bodies";
import type { Dot } from "./seen";
import { words } from "./words";

/** A number for each handle; whoever has one keeps it when the picture grows or time moves. Pure. */
export function numbered(known: ReadonlyMap<string, number>, members: Member[]): Map<string, number> {
  const numbers = new Map(known);
  for (const { id } of members) if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
  return numbers;
}

/** A sentence of the server with handles replaced by what they are called. Pure. */
export function withNames(sentence: string, nameOf: (handle: string) => string | undefined): string {
  return sentence.replace(/n[0-9a-f]{12}/g, (handle) => nameOf(handle) ?? handle);
}

export interface Naming {
  member: (member: Member | undefined) => string;
  dot: (dot: Dot) => string;
  role: (code: string) => string;
  type: (code: string) => string;
  kind: (code: string) => string;
  source: (code: string) => string;
  sentence: (text: Text) => string;
}

export function useNaming(around: Around): Naming {
  const say = useWords(words);
  const text = useText();
  const numbers = useRef<ReadonlyMap<string, number>>(new Map());
  return useMemo(() => {
    numbers.current = numbered(numbers.current, around.members.filter((it) => it.centre === null));
    const named = (of: keyof Names, code: string) => text(around.words[of][code]) || code;
    const role = (code: string) => say.roles[code] || named("roles", code);
    const type = (code: string) => say.types[code] || named("types", code);
    const plain = (it: Member) => (it.roles[0] ? role(it.roles[0]) : type(it.type));
    const member = (it: Member | undefined) => {
      if (!it) return "";
      return it.centre ? (say.centres[it.centre] ?? it.centre) : `${plain(it)} ${numbers.current.get(it.id) ?? ""}`.trim();
    };
    const members = new Map(around.members.map((it) => [it.id, it]));
    return {
      member,
      role,
      type,
      dot: ({ members: [first, ...others] }) => (others.length > 0 && first ? said(say.crowd, { who: plain(first), n: others.length + 1 }) : member(first)),
      kind: (code) => named("kinds", code),
      source: (code) => named("sources", code),
      sentence: (it) => withNames(text(it), (handle) => (members.has(handle) ? member(members.get(handle)) : undefined)),
    };
  }, [around, say, text]);
}
