import { ToneTag } from "../../plain";
import { said, useWords } from "../../words";
import type { DraftLine, PublishedLine } from "./bodies";
import { words } from "./standing_words";

/** Where a thing stands in one line: what is in force, and whether somebody is changing it. */
export function Standing({ published, draft, only = false }: { published: PublishedLine | null; draft: DraftLine | null; only?: boolean }) {
  const w = useWords(words);
  return (
    <>
      {draft && <DraftTag draft={draft} />}{" "}
      {!only && <span className="soft">{published ? said(w.published, { number: published.number }) : w.shipped}</span>}
    </>
  );
}

export function DraftTag({ draft }: { draft: DraftLine }) {
  const w = useWords(words);
  const sentence = { draft: w.draftOf, submitted: w.waits, rejected: w.sentBack }[draft.state];
  const tone = { draft: "busy", submitted: "heed", rejected: "bad" } as const;
  return <ToneTag tone={tone[draft.state]}>{said(sentence, { by: draft.by })}</ToneTag>;
}
