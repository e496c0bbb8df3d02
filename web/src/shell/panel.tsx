import type { ReactNode } from "react";

/** The head of a page: its title, one line about it, and what can be done. */
export function PageHead({ title, about, children }: { title: ReactNode; about?: ReactNode; children?: ReactNode }) {
  return (
    <header className="page-head">
      <div>
        <h1>{title}</h1>
        {about && <p>{about}</p>}
      </div>
      {children && <div className="page-acts">{children}</div>}
    </header>
  );
}

/** A sheet with a heading: the one frame that content stands in. */
export function Panel(props: { title?: ReactNode; extra?: ReactNode; children: ReactNode; flush?: boolean; className?: string }) {
  const { title, extra, children, flush = false, className = "" } = props;
  return (
    <section className={`panel ${flush ? "panel-flush" : ""} ${className}`}>
      {title && (
        <div className="panel-head">
          <h2>{title}</h2>
          {extra && <div className="panel-extra">{extra}</div>}
        </div>
      )}
      <div className="panel-body">{children}</div>
    </section>
  );
}
