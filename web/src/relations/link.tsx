import { amountOf, type Link } from "./links";
import { FOUND, strokeOf, widthOf } from "./looks";
import type { Place } from "./ring";

export interface Drawn {
  link: Link;
  from: Place;
  to: Place;
  /** Radii of both ends. */
  ends: [number, number];
  /** How far it swerves, so that several between the same two lie beside each other. */
  swerve: number;
  isEnded: boolean;
  isFound: boolean;
}

interface Props extends Drawn {
  isAway: boolean;
  isChosen: boolean;
  isThin: boolean;
  onChoose: () => void;
}

/** One kind of relation between two: colour and dash say which, breadth how much, an arrow which way. */
export function LinkMark({ link, from, to, ends, swerve, isEnded, isFound, isAway, isChosen, isThin, onChoose }: Props) {
  const look = strokeOf(link.kind);
  const course = courseOf(from, to, ends, swerve);
  const width = Math.min(widthOf(amountOf(link)), isThin ? 2 : Infinity) + (isChosen ? 1.5 : 0);
  const near = isChosen ? 1 : isThin ? 0.5 : isEnded ? 0.4 : 0.75;
  return (
    <g className="relations-link" opacity={isAway ? 0.1 : near} data-link={link.kind} onClick={onChoose}>
      <path d={course.path} className="relations-reach-line" />
      {isFound && <path d={course.path} fill="none" stroke={FOUND} strokeOpacity="0.3" strokeWidth={width + 6} />}
      <path d={course.path} fill="none" stroke={look.colour} strokeWidth={width} strokeDasharray={look.dash.join(" ") || undefined} />
      {look.hasArrow && !isThin && <path d="M-8 -4L0 0L-8 4Z" fill={look.colour} transform={`translate(${course.tip.x} ${course.tip.y}) rotate(${course.turn})`} />}
    </g>
  );
}

function courseOf(from: Place, to: Place, [start, end]: [number, number], swerve: number) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.max(1, Math.hypot(dx, dy));
  const bend = { x: (from.x + to.x) / 2 - (dy / length) * swerve * 2, y: (from.y + to.y) / 2 + (dx / length) * swerve * 2 };
  const origin = towards(from, bend, start);
  const tip = towards(to, bend, end + 3);
  const turn = (Math.atan2(tip.y - bend.y, tip.x - bend.x) * 180) / Math.PI;
  return { path: `M${spot(origin)}Q${spot(bend)} ${spot(tip)}`, tip, turn };
}

function towards(from: Place, to: Place, by: number): Place {
  const away = Math.max(1, Math.hypot(to.x - from.x, to.y - from.y));
  const share = Math.min(by / away, 0.45);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

const spot = ({ x, y }: Place) => `${x.toFixed(1)} ${y.toFixed(1)}`;
