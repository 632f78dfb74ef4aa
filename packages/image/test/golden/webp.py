"""Golden cases for WebP, by encoding and decoding with OpenCV's libwebp.

    pip install opencv-python-headless numpy
    python packages/image/test/golden/webp.py
"""

import json
import pathlib

import cv2
import numpy as np

here = pathlib.Path(__file__).parent

# Crops of photographs, as a codec's choices depend on what photographs have; sides are no multiples of a block.
photos = here.parents[3] / "samples/dataset/photos"


def photo(name):
    return cv2.cvtColor(cv2.imread(str(photos / name)), cv2.COLOR_BGR2RGB)


scene = photo("space/astronaut.jpg")[20:81, 60:143]
inputs = {
    "astronaut61x83": scene,
    "cat61x83": cv2.cvtColor(photo("animal/cat.jpg")[60:121, 50:133], cv2.COLOR_RGB2GRAY),
    "corner9x13": scene[20:29, 34:47],
}


def through_webp(picture, quality):
    colour = cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR) if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_RGB2BGR)
    _, file = cv2.imencode(".webp", colour, [cv2.IMWRITE_WEBP_QUALITY, quality])
    back = cv2.imdecode(file, cv2.IMREAD_COLOR)
    return back[..., 1] if picture.ndim == 2 else cv2.cvtColor(back, cv2.COLOR_BGR2RGB)


# One macroblock alone says little of an average, so the corner is tried only where little is lost.
cases = []
for name, qualities in (("astronaut61x83", (10, 50, 80, 95)), ("cat61x83", (10, 50, 80, 95)), ("corner9x13", (80, 95))):
    for quality in qualities:
        cases.append(
            {
                "id": f"quality {quality} {name}",
                "options": {"quality": quality},
                "input": name,
                "expected": through_webp(inputs[name], quality).flatten().tolist(),
            }
        )

meta = {"opencv": cv2.__version__, "numpy": np.__version__}
inputs = {name: {"shape": list(value.shape), "data": value.flatten().tolist()} for name, value in inputs.items()}
(here / "webp.json").write_text(json.dumps({"meta": meta, "inputs": inputs, "cases": cases}, separators=(",", ":")))
print(len(cases), "cases")
