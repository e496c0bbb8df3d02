"""The piece of a photo in which a field stands, upright, for a person to compare."""

import io
from typing import Final

from puhui.evidence.licence.limits import problem
from puhui.evidence.licence.model import Box
from puhui.kernel import Problem

_MARGIN: Final = 0.35
_MOST_MARGIN: Final = 0.012
_TALLEST_PX: Final = 600


def crop(image: bytes, box: Box) -> bytes | Problem:
    """A PNG of the box and a little around it, turned so that its letters stand upright."""
    try:
        import cv2  # noqa: PLC0415 - needs an extra
        import numpy as np  # noqa: PLC0415
        from PIL import Image  # noqa: PLC0415

        from puhui.evidence.licence.seeing.picture import open_picture  # noqa: PLC0415
    except ImportError:
        return problem("reader.unavailable")
    picture = open_picture(image)
    if isinstance(picture, Problem):
        return picture
    corners = np.array(box.corners, dtype=np.float32) * picture.shrunk
    across, down = corners[1] - corners[0], corners[3] - corners[0]
    wide, tall = float(np.hypot(*across)), float(np.hypot(*down))
    if wide < 1 or tall < 1:
        return problem("picture.damaged")
    more = min(_MARGIN * min(tall, wide), _MOST_MARGIN * max(picture.width, picture.height))
    along, below = across / wide * more, down / tall * more
    spread = corners + np.array([-along - below, along - below, along + below, -along + below])
    scale = min(1.0, _TALLEST_PX / max(wide, tall) * 2)
    size = (max(1, round((wide + 2 * more) * scale)), max(1, round((tall + 2 * more) * scale)))
    target = np.array([(0, 0), (size[0], 0), size, (0, size[1])], dtype=np.float32)
    turn = cv2.getPerspectiveTransform(spread.astype(np.float32), target)
    piece = cv2.warpPerspective(picture.pixels, turn, size, borderMode=cv2.BORDER_REPLICATE)
    out = io.BytesIO()
    Image.fromarray(np.asarray(piece, dtype=np.uint8)).save(out, "PNG")
    return out.getvalue()
