"""A piece of a picture, cut out upright as a PNG."""

import io
from typing import Final

import cv2
import numpy as np
from PIL import Image

from puhui.evidence.licence.model import Box
from puhui.evidence.licence.seeing.picture import Picture

_MARGIN: Final = 0.35
_MOST_MARGIN: Final = 0.012
_TALLEST_PX: Final = 600


def piece(picture: Picture, box: Box) -> bytes:
    """The box and a little around it; its first corner becomes the upper left."""
    corners = np.array(box.corners, dtype=np.float32) * picture.shrunk
    across, down = corners[1] - corners[0], corners[3] - corners[0]
    wide, tall = max(1.0, float(np.hypot(*across))), max(1.0, float(np.hypot(*down)))
    more = min(_MARGIN * min(tall, wide), _MOST_MARGIN * max(picture.width, picture.height))
    along, below = across / wide * more, down / tall * more
    spread = corners + np.array([-along - below, along - below, along + below, -along + below])
    scale = min(1.0, _TALLEST_PX / max(wide, tall) * 2)
    size = (max(1, round((wide + 2 * more) * scale)), max(1, round((tall + 2 * more) * scale)))
    target = np.array([(0, 0), (size[0], 0), size, (0, size[1])], dtype=np.float32)
    turn = cv2.getPerspectiveTransform(spread.astype(np.float32), target)
    cut = cv2.warpPerspective(picture.pixels, turn, size, borderMode=cv2.BORDER_REPLICATE)
    out = io.BytesIO()
    Image.fromarray(np.asarray(cut, dtype=np.uint8)).save(out, "PNG")
    return out.getvalue()
