"""Golden cases for dense warps, larger canvases, holes and mixing, by OpenCV and numpy formulas.

    pip install opencv-python-headless numpy
    python packages/image/test/golden/warps.py
"""

import json
import math
import pathlib

import cv2
import numpy as np

here = pathlib.Path(__file__).parent
known = json.loads((here / "albumentations.json").read_text())["inputs"]
arrays = {name: np.array(known[name]["data"], np.uint8).reshape(known[name]["shape"]) for name in ("rgb12x16", "mask12x16")}
random = np.random.default_rng(11)


def smooth(height, width, low, high):
    """Low-frequency colours, as photographs have them."""
    small = random.uniform(low, high, (4, 4, 3))
    return np.clip(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), 0, 255).astype(np.uint8)


for height, width in ((12, 16), (16, 16), (15, 21)):
    arrays[f"smooth{height}x{width}"] = smooth(height, width, 20, 235)
    arrays[f"other{height}x{width}"] = smooth(height, width, 60, 160)
picture, mask = arrays["rgb12x16"], arrays["mask12x16"]
cases = []


def add(name, transform, drawn, image, expected, tolerance, why, **more):
    expected = np.asarray(expected)
    if expected.dtype != np.uint8:
        expected = np.floor(np.clip(expected, 0, 255) + 0.5).astype(np.uint8)
    size = {"width": expected.shape[1], "height": expected.shape[0]}
    case = {"id": name, "transform": transform, "drawn": drawn, "input": image, **size, "tolerance": tolerance, "why": why}
    cases.append({**case, **more, "expected": expected.ravel().tolist()})


BORDERS = {
    "constant": cv2.BORDER_CONSTANT,
    "replicate": cv2.BORDER_REPLICATE,
    "reflect": cv2.BORDER_REFLECT,
    "reflect101": cv2.BORDER_REFLECT_101,
    "wrap": cv2.BORDER_WRAP,
}
METHODS = {"linear": cv2.INTER_LINEAR, "cubic": cv2.INTER_CUBIC, "nearest": cv2.INTER_NEAREST}


def remapped(image, x, y, method, border, fill=0):
    """Positions count from edges, OpenCV's from pixel centres."""
    x, y = (np.asarray(part - 0.5, np.float32) for part in (x, y))
    return cv2.remap(image, x, y, METHODS[method], borderMode=BORDERS[border], borderValue=fill)


def centres(height, width):
    y, x = np.mgrid[:height, :width] + 0.5
    return x, y


def warp_case(name, transform, drawn, x, y, method="linear", border="reflect101", image="rgb12x16"):
    tolerance = 2 if method == "cubic" else 0 if method == "nearest" else 1
    expected = remapped(arrays[image], x, y, method, border)
    follows = image == "rgb12x16"
    more = {"mask": "mask12x16", "expectedMask": remapped(mask, x, y, "nearest", border).ravel().tolist()} if follows else {}
    drawn = {**drawn, "interpolation": method, "border": border}
    add(f"{name}_{method}_{border}", transform, drawn, image, expected, tolerance, "OpenCV rounds weights", **more)


# Given fields: shifts as quadratic and cubic polynomials, off the halves where nearest sampling has ties.
for name, (height, width) in {"same": (12, 16), "smaller": (9, 11)}.items():
    x, y = centres(height, width)
    u, v = x / width - 0.5, y / height - 0.5
    fromX = np.round(x * 16 / width + 4.3 * u * v + 2.1 * v * v - 1.37, 3)
    fromY = np.round(y * 12 / height + 3.7 * u * u - 5.2 * v * u * u + 0.61, 3)
    given = {"positions": np.stack([fromX, fromY], -1).ravel().tolist()}
    for border in BORDERS:
        warp_case(f"given_{name}", "given", given, fromX, fromY, "linear", border)
    # OpenCV reads past a constant border as part of the picture, one pixel deep, for cubic weights.
    warp_case(f"given_{name}", "given", given, fromX, fromY, "cubic", "replicate")
    warp_case(f"given_{name}", "given", given, fromX, fromY, "nearest", "reflect101")

# Lenses: the source radius is r (1 + k r^2), or the tangent of the angle, in halves of the diagonal.
x, y = centres(12, 16)
dx, dy = x - 8, y - 6
radius = np.sqrt(dx * dx + dy * dy) / 10
for distortion in (-0.4, 0.25, 0.5):
    factor = 1 + distortion * radius**2
    warp_case(f"camera_{distortion}", "opticalDistortion", {"distortion": distortion, "model": "camera"}, 8 + dx * factor, 6 + dy * factor)
    angle = radius * abs(distortion)
    factor = (np.tan(angle) if distortion > 0 else np.arctan(angle)) / angle
    warp_case(f"fisheye_{distortion}", "opticalDistortion", {"distortion": distortion, "model": "fisheye"}, 8 + dx * factor, 6 + dy * factor)

# Grids: columns and rows of even width show shares of the source.
for number, (across, down) in enumerate((((0.3, 0.2, 0.5), (0.25, 0.45, 0.3)), ((0.12, 0.39, 0.21, 0.28), (0.34, 0.17, 0.22, 0.27)))):
    ends = [np.concatenate([[0], np.cumsum(part)]) for part in (across, down)]
    even = np.linspace(0, 1, len(across) + 1)
    fromX, fromY = 16 * np.interp(x / 16, even, ends[0]), 12 * np.interp(y / 12, even, ends[1])
    for border in ("replicate", "constant"):
        warp_case(f"grid_{number}", "gridDistortion", {"across": across, "down": down}, fromX, fromY, "linear", border)

# A turn on the smallest canvas of whole pixels, middle on middle.
for angle in (20, -65, 135):
    turned = math.radians(angle)
    cos, sin = math.cos(turned), math.sin(turned)
    width = math.ceil(16 * abs(cos) + 12 * abs(sin) - 1e-6)
    height = math.ceil(16 * abs(sin) + 12 * abs(cos) - 1e-6)
    x, y = centres(height, width)
    dx, dy = x - width / 2, y - height / 2
    warp_case(f"safe_rotate_{angle}", "safeRotate", {"angle": angle}, 8 + cos * dx - sin * dy, 6 + sin * dx + cos * dy, "linear", "replicate")

# Tiles of a grid change places.
for rows, columns, order in ((2, 4, [5, 0, 7, 2, 1, 4, 3, 6]), (3, 2, [5, 4, 3, 2, 1, 0]), (1, 4, [2, 3, 1, 0])):
    high, wide = 12 // rows, 16 // columns
    results = []
    for image in (picture, mask):
        result = image.copy()
        for to, source in enumerate(order):
            (r, c), (fr, fc) = divmod(to, columns), divmod(source, columns)
            result[r * high : (r + 1) * high, c * wide : (c + 1) * wide] = image[fr * high : (fr + 1) * high, fc * wide : (fc + 1) * wide]
        results.append(result)
    drawn = {"rows": rows, "columns": columns, "order": order}
    add(f"grid_shuffle_{rows}x{columns}", "gridShuffle", drawn, "rgb12x16", results[0], 0, "whole pixels", mask="mask12x16", expectedMask=results[1].ravel().tolist())

# Holes of a colour, cut off at the edges.
for number, (regions, fill) in enumerate((([[2, 3, 5, 4]], [0, 0, 0]), ([[0, 0, 3, 12], [10, 5, 6, 7]], [255, 10, 99]), ([[4, 4, 1, 1]], [1, 2, 3]))):
    result = picture.copy()
    for left, top, wide, high in regions:
        result[top : top + high, left : left + wide] = fill
    drawn = {"regions": regions, "paint": {"fill": fill, "dropHidden": 0}}
    add(f"coarse_dropout_{number}", "coarseDropout", drawn, "rgb12x16", result, 0, "whole pixels")


def adapted(image, other, beta):
    """Amplitudes up to a share of the shorter side come from the other, as in the paper's own code; albumentations 2.0.8 leaves out the last row and column of that square."""
    height, width = image.shape[:2]
    reach = math.floor(min(height, width) * beta)
    result = np.zeros(image.shape)
    for channel in range(3):
        source, target = (np.fft.fftshift(np.fft.fft2(one[..., channel].astype(float))) for one in (image, other))
        amplitude = np.abs(source)
        rows, columns = (slice(length // 2 - reach, length // 2 + reach + 1) for length in (height, width))
        amplitude[rows, columns] = np.abs(target)[rows, columns]
        result[..., channel] = np.real(np.fft.ifft2(np.fft.ifftshift(amplitude * np.exp(1j * np.angle(source)))))
    return result


for size in ("12x16", "16x16", "15x21"):
    image, other = arrays[f"smooth{size}"].astype(float), arrays[f"other{size}"].astype(float)
    names = (f"smooth{size}", f"other{size}")
    for beta in (0.0, 0.05, 0.1, 0.2):
        add(f"fourier_{size}_{beta}", "fourierDomainAdaptation", {"beta": beta, "partner": names[1]}, names[0], adapted(image, other, beta), 1, "32-bit floats", partner=names[1])
    height, width = image.shape[:2]
    for share in (0.3, 0.5):
        add(f"mixup_{size}_{share}", "mixup", {"partner": names[1], "share": share}, names[0], image * (1 - share) + other * share, 1, "rounding", partner=names[1])
        add(f"blend_{size}_{share}", "blend", {"partner": names[1], "opacity": share}, names[0], image * (1 - share) + other * share, 1, "rounding", partner=names[1])
    result = image.copy()
    result[3:10, 2:9] = other[3:10, 2:9]
    add(f"cutmix_{size}", "cutmix", {"partner": names[1], "box": [2, 3, 7, 7]}, names[0], result, 0, "whole pixels", partner=names[1])

golden = {
    "made_by": "warps.py: OpenCV " + cv2.__version__ + " and numpy formulas",
    "inputs": {name: {"shape": list(a.shape), "dtype": "uint8", "data": a.ravel().tolist()} for name, a in arrays.items()},
    "cases": cases,
}
(here / "warps.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")
