import { lazy, Suspense, type ComponentType } from "react";
import { Navigate, NavLink, useLocation } from "react-router";
import { PageHead, useMay, Waiting } from "../shell";
import { useWords } from "../words";
import "./administration.css";
import { PARTS, type PartCode } from "./parts";
import { words } from "./words";

const ELEMENTS: Record<PartCode, ComponentType> = {
  people: lazy(() => import("./people/people")),
  roles: lazy(() => import("./roles/roles")),
  partners: lazy(() => import("./partners/partners")),
  keys: lazy(() => import("./keys/keys")),
  audit: lazy(() => import("./audit/audit")),
};

/** People, roles, partners, keys and the audit trail; each part for those who may see it. */
export default function Administration() {
  const w = useWords(words);
  const may = useMay();
  const { pathname } = useLocation();
  const open = PARTS.filter((part) => may(part.action));
  const here = open.find((part) => pathname.endsWith(`/${part.code}`));
  if (!here) return <Navigate to={`/administration/${open[0]!.code}`} replace />;
  const Part = ELEMENTS[here.code];
  return (
    <>
      <PageHead title={w.title} />
      <nav className="parts" aria-label={w.title}>
        {open.map((part) => (
          <NavLink key={part.code} to={`/administration/${part.code}`}>
            {w[part.code]}
          </NavLink>
        ))}
      </nav>
      <Suspense fallback={<Waiting rows={8} height={420} />}>
        <Part />
      </Suspense>
    </>
  );
}
