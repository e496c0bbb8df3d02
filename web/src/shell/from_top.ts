import { useLayoutEffect } from "react";
import { useLocation, useNavigationType, useParams } from "react-router";

/**
 * A page that is opened begins at its top, however far the one before was scrolled. The browser's own way back, a
 * link that leads back to where somebody was (`state.kept`) and another view of the same thing stay where they are.
 */
export function useFromTop(): void {
  const { pathname, state } = useLocation();
  const { view } = useParams();
  const isBack = useNavigationType() === "POP" || state?.kept === true;
  const opened = view ? pathname.slice(0, -view.length - 1) : pathname;
  useLayoutEffect(() => {
    if (!isBack) window.scrollTo({ top: 0, behavior: "instant" });
  }, [opened]);
}
