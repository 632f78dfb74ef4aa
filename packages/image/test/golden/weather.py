"""Golden cases for weather, by running albumentations on tiny inputs.

    pip install albumentations==2.0.8 opencv-python-headless numpy
    python packages/image/test/golden/weather.py
"""

import json
import pathlib

import albumentations
import cv2
import numpy as np
from albumentations.augmentations.pixel import functional as pixel

here = pathlib.Path(__file__).parent
inputs = {
    name: value
    for name, value in json.loads((here / "albumentations.json").read_text())["inputs"].items()
    if name in ("rgb12x16", "rgb8")
}


def array(name):
    return np.array(inputs[name]["data"], np.uint8).reshape(inputs[name]["shape"])


cases = []


def case(transform, drawn, picture, expected, tolerance, reason):
    cases.append(
        {
            "id": f"{transform} {picture} {len(cases)}",
            "transform": transform,
            "drawn": drawn,
            "input": picture,
            "expected": expected.flatten().tolist(),
            "tolerance": tolerance,
            "reason": reason,
        }
    )


EIGHT_BITS = "OpenCV rounds hue to 180 steps, lightness and saturation to 8 bits"
for picture in inputs:
    pixels = array(picture).astype(float)
    lightness = (pixels.max(-1) + pixels.min(-1)) / 2
    for amount, brightness in ((0.1, 2.5), (0.3, 2.5), (0.2, 1.4)):
        # A lightness that OpenCV rounds past the threshold would fall on its other side.
        while np.abs(lightness - (amount * 255 / 2 + 255 / 3)).min() < 0.5:
            amount += 0.002
        snowy = pixel.add_snow_bleach(array(picture), amount, brightness)
        drawn = {"amount": amount, "brightness": brightness, "method": "bleach", "key": [1, 2]}
        case("snow", drawn, picture, snowy, 6, EIGHT_BITS)

corners = np.array([[2, 2], [10, 2], [10, 8], [2, 8]])
shadowed = pixel.add_shadow(array("rgb12x16"), [corners], np.array([0.5]))
# OpenCV paints the pixels on the outline; on the plane they end at the next pixel's edge.
outline = [2, 2, 11, 2, 11, 9, 2, 9]
drawn = {"shadows": [{"outline": outline, "intensity": 0.5}], "softness": 0}
case("shadow", drawn, "rgb12x16", shadowed, 1, "the peer cuts fractions off, we round them")

text = {
    "made_with": {"albumentations": albumentations.__version__, "opencv": cv2.__version__, "numpy": np.__version__},
    "inputs": inputs,
    "cases": cases,
}
(here / "weather.json").write_text(json.dumps(text, separators=(",", ":")) + "\n")
