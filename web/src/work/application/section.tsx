import type { ReactNode } from "react";

/** The parts of the page in their order; each is an anchor of the same name. */
export const SECTIONS = ["decision", "parties", "offers", "evidence", "relations", "institution", "notes", "timeline"] as const;
export type SectionName = (typeof SECTIONS)[number];

export const anchor = (name: SectionName) => `at-${name}`;

interface Props {
  name: SectionName;
  title: string;
  extra?: ReactNode;
  flush?: boolean;
  children: ReactNode;
}

/** One part of the page: a sheet that the navigation leads to. */
export function Section({ name, title, extra, flush = false, children }: Props) {
  return (
    <section id={anchor(name)} className={flush ? "panel panel-flush case-section" : "panel case-section"} aria-labelledby={`${anchor(name)}-title`} tabIndex={-1}>
      <div className="panel-head">
        <h2 id={`${anchor(name)}-title`}>{title}</h2>
        {extra && <div className="panel-extra">{extra}</div>}
      </div>
      <div className="panel-body">{children}</div>
    </section>
  );
}

/** A part that has nothing yet, in two quiet lines. */
export function NotYet({ title, why }: { title: string; why?: string }) {
  return (
    <div className="case-not-yet">
      <p>{title}</p>
      {why && <p className="soft">{why}</p>}
    </div>
  );
}

/** A name and its value under each other or beside each other; a list of them is a `dl`. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="case-fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
