import type { Label } from "./labels";
import { MARKS } from "./looks";
import type { Dot, Seen } from "./seen";

interface Props {
  seen: Seen;
  labels: Map<string, Label>;
  isAway: (id: string) => boolean;
}

/** The words beside the dots that have room for them. */
export function Labels({ seen, labels, isAway }: Props) {
  return (
    <g aria-hidden="true" className="relations-labels">
      {seen.dots.map((dot) => {
        const label = labels.get(dot.id);
        return (
          label && (
            <text key={dot.id} x={label.x} y={label.y} className={[dot.hops === 0 && "centre", isAway(dot.id) && "away"].filter(Boolean).join(" ")} style={{ fill: colourOf(dot) }}>
              {label.words}
            </text>
          )
        );
      })}
    </g>
  );
}

function colourOf({ members: [one, ...others] }: Dot): string | undefined {
  return others.length === 0 && one?.mark ? MARKS[one.mark].colour : undefined;
}
