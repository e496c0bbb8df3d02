import { CENTRE, FOUND, lookOf, MARKS, outline } from "./looks";
import type { Place } from "./ring";
import type { Dot } from "./seen";

interface Props {
  dot: Dot;
  at: Place;
  radius: number;
  name: string;
  isAway: boolean;
  isChosen: boolean;
  isStop: boolean;
  onChoose: () => void;
  onOpen: () => void;
  onReach: () => void;
}

/** Somebody, or several alike: the form says what, the outline what became of them, the number how many. */
export function DotMark({ dot, at, radius, name, isAway, isChosen, isStop, onChoose, onOpen, onReach }: Props) {
  const [one] = dot.members;
  if (!one) return null;
  const look = one.centre ? CENTRE[one.centre] : lookOf(one.type);
  const mark = one.mark ? MARKS[one.mark] : null;
  const shape = outline(look.form, radius);
  const count = dot.members.length;
  const further = dot.behind + dot.more;
  return (
    <g
      className={["relations-dot", isAway && "away", isChosen && "chosen"].filter(Boolean).join(" ")}
      transform={`translate(${at.x} ${at.y})`}
      role="button"
      tabIndex={isStop ? 0 : -1}
      aria-label={name}
      aria-pressed={isChosen}
      data-dot={dot.id}
      onClick={onChoose}
      onDoubleClick={onOpen}
      onFocus={onReach}
    >
      <title>{name}</title>
      <circle className="relations-reach" r={Math.max(radius + 6, 13)} />
      {dot.isFound && <circle r={radius + 5.5} fill="none" stroke={FOUND} strokeWidth="1.8" strokeDasharray="4 2.5" />}
      {count > 1 && <path d={shape} transform="translate(3.5 -3.5)" fill={look.fill} stroke={look.stroke} strokeWidth="1.2" />}
      <path d={shape} fill={one.is_super ? "#fff" : look.fill} stroke={mark?.colour ?? look.stroke} strokeWidth={mark?.width ?? 1.6} strokeDasharray={one.is_super ? "2 2.5" : undefined} />
      {mark && (
        <text className="relations-sign" fill={one.centre ? "#fff" : mark.colour} style={{ fontSize: Math.max(10, radius * 1.3) }}>
          {mark.sign}
        </text>
      )}
      {count > 1 && (
        <text className="relations-sign" fill={look.stroke} style={{ fontSize: Math.max(10, Math.min(13, (radius * 2.6) / String(count).length)) }}>
          {count}
        </text>
      )}
      {further > 0 && <Further count={further} radius={radius} />}
    </g>
  );
}

/** How many more are behind it. */
function Further({ count, radius }: { count: number; radius: number }) {
  const words = count > 999 ? "+999" : `+${count}`;
  const width = words.length * 6.2 + 6;
  return (
    <g transform={`translate(${radius * 0.8 + width / 2 - 2} ${-radius - 3})`}>
      <rect x={-width / 2} y="-7" width={width} height="14" rx="7" fill="#1f2421" />
      <text className="relations-sign" fill="#fff" style={{ fontSize: 10 }}>
        {words}
      </text>
    </g>
  );
}
