"""Golden cases for filters, by running OpenCV, albumentations and Pillow on tiny inputs.

    pip install albumentations==2.0.8 opencv-python-headless numpy pillow scipy
    python packages/image/test/golden/filter.py
"""

import io
import json
import math
import pathlib
import random

import albumentations
import cv2
import numpy as np
import PIL
from albumentations.augmentations.blur import functional as blur
from albumentations.augmentations.pixel import functional as pixel
from PIL import Image, ImageFilter

here = pathlib.Path(__file__).parent
inputs = {
    name: value
    for name, value in json.loads((here / "albumentations.json").read_text())["inputs"].items()
    if name == "rgb12x16"
}


def array(name):
    return np.array(inputs[name]["data"], np.uint8).reshape(inputs[name]["shape"])


def add_input(name, picture):
    inputs[name] = {"shape": list(picture.shape), "data": picture.flatten().tolist()}


# Smooth colours with one hard edge and a little grain; sides that are odd and no multiples of a block.
y, x = np.mgrid[0:19, 0:27]
scene = np.stack(
    [
        128 + 100 * np.sin(x / 4 + y / 9),
        np.where(x + 2 * y > 30, 200, 40) + 20 * np.cos(y / 2),
        30 + 8 * x - 3 * y + 6 * ((x * 7 + y * 13) % 5),
    ],
    -1,
)
scene = np.clip(np.round(scene), 0, 255).astype(np.uint8)
add_input("scene19x27", scene)
add_input("grey19x27", scene[..., 0] // 2 + scene[..., 1] // 2)
add_input("tiny5x4", scene[6:11, 9:13])
add_input("tiny7x5", scene[6:13, 9:14])

rgb, grey = array("rgb12x16"), array("grey19x27")
cases = []


def case(transform, options, picture, expected, tolerance, by):
    cases.append(
        {
            "id": f"{transform} {json.dumps(options)} {picture}",
            "transform": transform,
            "options": options,
            "input": picture,
            "expected": np.asarray(expected).flatten().tolist(),
            "tolerance": tolerance,
            "by": by,
        }
    )


for size in (3, 5, 7):
    case("boxBlur", {"size": size}, "rgb12x16", cv2.blur(rgb, (size, size)), 0, "OpenCV blur")
    case("medianBlur", {"size": size}, "rgb12x16", cv2.medianBlur(rgb, size), 0, "OpenCV medianBlur")
for size in (3, 5, 9):
    expected = Image.fromarray(scene // 32 * 32).filter(ImageFilter.ModeFilter(size))
    add_input("flat19x27", scene // 32 * 32)
    case("modeFilter", {"size": size}, "flat19x27", expected, 0, "Pillow ModeFilter")

diagonal = (np.eye(5) / 5).flatten().tolist()
case("convolve", {"kernel": diagonal}, "rgb12x16", pixel.convolve(rgb, np.eye(5) / 5), 0, "OpenCV filter2D")
for size, angle, direction in ((5, 30, 0), (7, 117, 0.6), (9, 250, -1)):
    kernel = blur.create_motion_kernel(size, angle, direction, False, random.Random(1))
    case(
        "motionBlur",
        {"size": size, "angle": angle, "direction": direction, "allowShifted": False},
        "rgb12x16",
        pixel.convolve(rgb, kernel / kernel.sum()),
        1,
        "albumentations MotionBlur",
    )
for radius, alias in ((3, 0.1), (5, 0.5)):
    # Below 9 albumentations has at least 17 x 17 taps.
    case(
        "defocus",
        {"radius": radius, "aliasBlur": alias},
        "scene19x27",
        blur.defocus(scene, radius, alias),
        1,
        "albumentations Defocus",
    )


def seen(transform, name):
    """Run a transform whose options are fixed."""
    return albumentations.Compose([transform])(image=array(name))["image"]


for size, cutoff in ((7, math.pi / 3), (15, math.pi / 2)):
    case(
        "ringing",
        {"size": size, "cutoff": cutoff},
        "scene19x27",
        seen(albumentations.RingingOvershoot(blur_limit=(size, size), cutoff=(cutoff, cutoff), p=1), "scene19x27"),
        1,
        "albumentations RingingOvershoot",
    )
case(
    "emboss",
    {"alpha": 0.4, "strength": 0.6},
    "rgb12x16",
    seen(albumentations.Emboss(alpha=(0.4, 0.4), strength=(0.6, 0.6), p=1), "rgb12x16"),
    1,
    "albumentations Emboss",
)
advanced = albumentations.AdvancedBlur(
    blur_limit=(7, 7),
    sigma_x_limit=(0.8, 0.8),
    sigma_y_limit=(2, 2),
    rotate_limit=(30, 30),
    beta_limit=(0.999999, 1.000001),
    noise_limit=(1, 1),
    p=1,
)
case(
    "advancedBlur",
    {"size": 7, "sigmaX": 0.8, "sigmaY": 2, "rotate": 30, "beta": 1, "noise": 1},
    "rgb12x16",
    seen(advanced, "rgb12x16"),
    1,
    "albumentations AdvancedBlur",
)
case(
    "unsharpMask",
    {"sigma": 1, "alpha": 0.5, "threshold": 10},
    "rgb12x16",
    np.round(pixel.unsharp_mask(rgb / np.float32(255), 7, 1.0, 0.5, 10) * 255).astype(np.uint8),
    1,
    "albumentations UnsharpMask",
)

across, down = (cv2.Sobel(rgb, cv2.CV_32F, *axes) for axes in ((1, 0), (0, 1)))
for axis, slope in (("x", abs(across)), ("y", abs(down)), ("both", cv2.magnitude(across, down))):
    expected = np.clip(np.floor(slope / 4 + 0.5), 0, 255)
    case("sobel", {"axis": axis, "scale": 0.25}, "rgb12x16", expected.astype(np.uint8), int(axis == "both"), "OpenCV Sobel")
for neighbours, size in (("cross", 1), ("corners", 3)):
    expected = cv2.convertScaleAbs(cv2.Laplacian(rgb, cv2.CV_16S, ksize=size))
    case("laplacian", {"neighbours": neighbours}, "rgb12x16", expected, 0, "OpenCV Laplacian")

for name in ("grey19x27", "scene19x27"):
    edges = cv2.Canny(array(name), 100, 300)
    expected = np.repeat(edges[..., None], 3, -1) if name == "scene19x27" else edges
    case("canny", {"low": 100, "high": 300}, name, expected, 0, "OpenCV Canny")

for size, colour, space in ((5, 40, 2), (9, 75, 75)):
    case(
        "bilateral",
        {"size": size, "colourSigma": colour, "spaceSigma": space},
        "rgb12x16",
        cv2.bilateralFilter(rgb, size, colour, space),
        1,
        "OpenCV bilateralFilter",
    )


def through_jpeg(picture, quality, subsampling):
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "JPEG", quality=quality, subsampling=subsampling)
    return np.asarray(Image.open(io.BytesIO(file.getvalue())))


for name in ("scene19x27", "tiny5x4", "tiny7x5"):
    for quality in (5, 30, 75, 95):
        for subsampling in ("4:4:4", "4:2:2", "4:2:0"):
            case(
                "jpegCompression",
                {"quality": quality, "subsampling": subsampling},
                name,
                through_jpeg(array(name), quality, subsampling),
                0,
                "Pillow with libjpeg-turbo",
            )
case("jpegCompression", {"quality": 40}, "grey19x27", through_jpeg(grey, 40, "4:2:0"), 0, "Pillow with libjpeg-turbo")


def bent(plane, primary, secondary):
    """OpenCV's model of a lens, with the centre of the image where the plane has it."""
    height, width = plane.shape
    camera = np.array([[width, 0, width / 2 - 0.5], [0, height, height / 2 - 0.5], [0, 0, 1]], np.float64)
    maps = cv2.initUndistortRectifyMap(
        camera, np.array([primary, secondary, 0, 0]), None, camera, (width, height), cv2.CV_32FC1
    )
    return cv2.remap(plane.astype(np.float32), *maps, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


red, green, blue = (scene[..., channel] for channel in range(3))
for first, second in ((0.05, 0.1), (-0.08, -0.02)):
    planes = [bent(red, first, second), green.astype(np.float32), bent(blue, first, second)]
    case(
        "chromaticAberration",
        {"primary": first, "secondary": second, "fringes": "greenPurple"},
        "scene19x27",
        np.clip(np.floor(np.stack(planes, -1) + 0.5), 0, 255).astype(np.uint8),
        3,
        "OpenCV initUndistortRectifyMap and remap, which reads at 32nds of a pixel",
    )

meta = {
    "albumentations": albumentations.__version__,
    "opencv": cv2.__version__,
    "pillow": PIL.__version__,
    "numpy": np.__version__,
}
(here / "filter.json").write_text(json.dumps({"meta": meta, "inputs": inputs, "cases": cases}, separators=(",", ":")))
print(len(cases), "cases")
