import { day, percent, yuan } from "../plain";
import { said, useWords } from "../words";
import type { Line, Member } from "./bodies";
import { LineSample } from "./legend";
import type { Naming } from "./naming";
import { words } from "./words";

interface Props {
  line: Line;
  members: Map<string, Member>;
  naming: Naming;
}

/** What one relation rests on: between whom, since when, how much, from which source, under what it may be seen. */
export function Grounds({ line, members, naming }: Props) {
  const say = useWords(words);
  const facts = [spanOf(line, say.still), howMuch(line), naming.source(line.source), say[line.basis], line.recorded_on && said(say.recorded, { day: day(line.recorded_on) })];
  return (
    <>
      <LineSample kind={line.kind} /> {naming.member(members.get(line.from_id))} <b>{naming.kind(line.kind)}</b> {naming.member(members.get(line.to_id))}{" "}
      <span className="soft">{facts.filter(Boolean).join(" · ")}</span>
    </>
  );
}

export const spanOf = (line: Line, still: string) => `${line.since} – ${line.until ?? still}`;

/** An amount where it counts money, a share where it counts shares. */
export function howMuch(line: Line): string {
  if (line.amount_fen) return yuan(line.amount_fen);
  return line.share === null ? "" : percent(line.share);
}
