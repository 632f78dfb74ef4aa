"""Make corruptions.json: what Pillow, scikit-image and NumPy make of small pictures, by the published definitions.

pip install numpy pillow scikit-image
"""

import io
import json
from pathlib import Path

import numpy as np
from PIL import Image
from skimage.color import hsv2rgb, rgb2hsv

SIDE = 16
rows, columns = np.mgrid[0:SIDE, 0:SIDE]
random = np.random.default_rng(7)
colour = np.stack([8 * rows + 7 * columns, 255 - 15 * rows, 40 + 3 * rows + 9 * columns], axis=2)
colour = np.clip(colour + random.integers(-9, 10, colour.shape), 0, 255).astype(np.uint8)
colour[3:6, 3:6] = 120
grey = np.clip(40 + 12 * rows - 4 * columns + random.integers(-20, 21, (SIDE, SIDE)), 0, 255).astype(np.uint8)


def flat(array):
    return np.asarray(array).reshape(-1).tolist()


def jpeg(array, quality):
    file = io.BytesIO()
    Image.fromarray(array).save(file, "JPEG", quality=quality)
    return np.asarray(Image.open(file))


def pixelated(array, share):
    image = Image.fromarray(array)
    small = image.resize((int(SIDE * share), int(SIDE * share)), Image.Resampling.BOX)
    return np.asarray(small.resize((SIDE, SIDE), Image.Resampling.BOX))


def in_hsv(array, change):
    hsv = rgb2hsv(array / 255.0)
    change(hsv)
    return np.floor(np.clip(hsv2rgb(hsv), 0, 1) * 255 + 0.5).astype(int)


def brighter(amount):
    def change(hsv):
        hsv[:, :, 2] = np.clip(hsv[:, :, 2] + amount, 0, 1)

    return change


def saturated(factor, add):
    def change(hsv):
        hsv[:, :, 1] = np.clip(hsv[:, :, 1] * factor + add, 0, 1)

    return change


def contrasted(array, factor):
    means = array.mean(axis=(0, 1), keepdims=True)
    return np.floor(np.clip((array - means) * factor + means, 0, 255) + 0.5).astype(int)


def pooled(array, size, function):
    return np.array(
        [[function(array[y : y + size, x : x + size]) for x in range(0, SIDE, size)] for y in range(0, SIDE, size)]
    )


cases = []
for index, severity in enumerate([1, 2, 3, 4, 5]):
    cases += [
        ["jpeg_compression", severity, "grey", flat(jpeg(grey, [25, 18, 15, 10, 7][index]))],
        ["pixelate", severity, "colour", flat(pixelated(colour, [0.6, 0.5, 0.4, 0.3, 0.25][index]))],
        ["brightness", severity, "colour", flat(in_hsv(colour, brighter([0.1, 0.2, 0.3, 0.4, 0.5][index])))],
        [
            "saturate",
            severity,
            "colour",
            flat(in_hsv(colour, saturated(*[(0.3, 0), (0.1, 0), (2, 0), (5, 0.1), (20, 0.2)][index]))),
        ],
        ["contrast", severity, "colour", flat(contrasted(colour, [0.4, 0.3, 0.2, 0.1, 0.05][index]))],
    ]

pools = {
    name: flat(np.floor(pooled(grey, 4, function) + 0.5).astype(int))
    for name, function in {"average": np.mean, "max": np.max, "min": np.min, "median": np.median}.items()
}
result = {"side": SIDE, "inputs": {"colour": flat(colour), "grey": flat(grey)}, "cases": cases, "pools": pools}
Path(__file__).with_suffix(".json").write_text(json.dumps(result, separators=(",", ":")) + "\n")
