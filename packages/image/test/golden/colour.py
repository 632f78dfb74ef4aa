"""Run the libraries that colour transforms follow, and write colour.json beside this file.

pip install albumentations==2.0.8 opencv-python-headless numpy pillow scikit-image
"""

import json
from pathlib import Path

import albumentations.augmentations.pixel.functional as F
import cv2
import numpy as np
from PIL import Image, ImageEnhance, ImageOps
from skimage.exposure import match_histograms

here = Path(__file__).parent
inputs = json.loads((here / "albumentations.json").read_text())["inputs"]
random = np.random.default_rng(1)


def smooth(height, width, channels, low, high):
    """Low-frequency colours, as photographs have them."""
    small = random.uniform(low, high, (4, 4, channels))
    return np.clip(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), 0, 255).astype(np.uint8)


arrays = {name: np.array(value["data"], np.uint8).reshape(value["shape"]) for name, value in inputs.items()}
arrays = {name: arrays[name] for name in ("rgb8", "rgb12x16", "ramp16")}
y, x = np.mgrid[:32, :32]
arrays["grey32"] = (60 + (37 * x + 35 * y) % 118).astype(np.uint8)
arrays["smooth16"] = smooth(16, 16, 3, 20, 235)
arrays["other16"] = smooth(16, 16, 3, 60, 160)
rgb8, rgb12x16 = arrays["rgb8"], arrays["rgb12x16"]
cases = []


def add(name, op, params, image, expected, tolerance, exempt=0.0, other=None):
    expected = np.asarray(expected)
    data = expected.ravel()
    cases.append(
        {
            "id": name,
            "op": op,
            "params": params,
            "input": image,
            **({"other": other} if other else {}),
            "tolerance": tolerance,
            "exempt": exempt,
            "expected": [int(v) if data.dtype == np.uint8 else round(float(v), 6) for v in data],
        }
    )


for alpha, beta in ((1.0, 0.2), (1.3, 0.0), (0.7, -0.1)):
    from albucore import multiply_add

    expected = multiply_add(rgb8, alpha, beta * 255, inplace=False)
    add(f"brightness_contrast_{alpha}", "linear", {"alpha": alpha, "beta": beta}, "rgb8", expected, 1)
for low, high in ((0.2, 0.9), (0.5, 0.6)):
    add(f"tone_curve_{low}", "tone_curve", {"low": low, "high": high}, "rgb8", F.move_tone_curve(rgb8, low, high), 1)
for hue, saturation, value in ((20, 30, -10), (-40, -50, 25), (0, 60, 0)):
    params = {"hue": hue, "saturation": saturation, "value": value}
    # OpenCV keeps hues in steps of two degrees.
    add(f"hsv_{hue}", "hsv", params, "rgb8", F.shift_hsv(rgb8, hue, saturation, value), 4)
add("rgb_shift", "rgb_shift", {"shift": [20, -15, 40]}, "rgb8", np.clip(rgb8.astype(int) + [20, -15, 40], 0, 255).astype(np.uint8), 0)
add("channel_shuffle", "channel_shuffle", {"order": [2, 0, 1]}, "rgb8", F.channel_shuffle(rgb8, [2, 0, 1]), 0)
for method, name in (("weighted_average", "luma"), ("average", "average"), ("from_lab", "lab"), ("desaturation", "desaturation"), ("max", "max"), ("pca", "pca")):
    grey = F.to_gray(rgb12x16, 3, method)
    luma = rgb12x16 @ [0.299, 0.587, 0.114]
    # The library leaves the direction of the axis to chance; up is towards white.
    if method == "pca" and np.corrcoef(luma.ravel(), grey[..., 0].ravel())[0, 1] < 0:
        grey = 255 - grey
    add(f"grey_{name}", "grey", {"weights": name}, "rgb12x16", grey, 1)
add("invert", "invert", {}, "rgb8", F.invert(rgb8), 0)
sepia = np.array([[0.393, 0.769, 0.189], [0.349, 0.686, 0.168], [0.272, 0.534, 0.131]])
add("sepia", "sepia", {}, "rgb8", F.linear_transformation_rgb(rgb8, sepia), 1)
for kelvin, mode in ((3500, "blackbody"), (5000, "blackbody"), (9500, "blackbody"), (4500, "cied"), (12000, "cied")):
    expected = F.planckian_jitter(rgb8, kelvin, mode)
    # The paper's tables are given as polynomials.
    add(f"planckian_{mode}_{kelvin}", "planckian", {"temperature": kelvin, "mode": mode}, "rgb8", expected, 2)
for rule in ("cv", "pil"):
    for name in ("rgb12x16", "grey32"):
        image = arrays[name]
        expected = F.equalize(image, mode=rule) if rule == "cv" else np.asarray(ImageOps.equalize(Image.fromarray(image)))
        add(f"equalize_{rule}_{name}", "equalize", {"rule": rule}, name, expected, 0)
for limit in (1.0, 4.0, 40.0):
    for name in ("grey32", "rgb12x16", "smooth16"):
        for tiles in (2, 8) if limit == 4 else (3,):
            expected = F.clahe(arrays[name], limit, (tiles, tiles))
            # OpenCV rounds a and b of CIE Lab to bytes; in dark colours that shows.
            grey = arrays[name].ndim == 2
            add(f"clahe_{name}_{tiles}_{limit}", "clahe", {"limit": limit, "tiles": tiles}, name, expected, 1 if grey else 3, 0 if grey else 0.03)
for cutoff in (0, 5):
    for name in ("grey32", "smooth16"):
        expected = np.asarray(ImageOps.autocontrast(Image.fromarray(arrays[name]), cutoff))
        add(f"auto_contrast_{name}_{cutoff}", "auto_contrast", {"cutoff": cutoff}, name, expected, 0)
expected = np.asarray(ImageOps.autocontrast(Image.fromarray(arrays["smooth16"]), 2, preserve_tone=True))
add("auto_contrast_tone", "auto_contrast", {"cutoff": 2, "keepTone": True}, "smooth16", expected, 0)
for bits in (1, 4, 6):
    add(f"posterize_{bits}", "posterize", {"bits": bits}, "ramp16", F.posterize(arrays["ramp16"], bits), 0)
add("solarize_64", "solarize", {"threshold": 64}, "rgb12x16", np.asarray(ImageOps.solarize(Image.fromarray(rgb12x16), 64)), 0)
colours = {"dark": [20, 0, 60], "middle": [200, 90, 30], "light": [255, 240, 200]}
expected = ImageOps.colorize(Image.fromarray(rgb12x16).convert("L"), tuple(colours["dark"]), tuple(colours["light"]), tuple(colours["middle"]))
# Pillow puts the middle at 127 and cuts to whole numbers.
add("colorize", "colorize", colours, "rgb12x16", np.asarray(expected), 3)
for part in ("Color", "Contrast", "Brightness", "Sharpness"):
    for factor in (0.4, 1.7):
        expected = np.asarray(getattr(ImageEnhance, part)(Image.fromarray(rgb12x16)).enhance(factor))
        # Pillow cuts to whole numbers, and rounds before it blends.
        add(f"pillow_{part.lower()}_{factor}", "enhance", {"part": part.lower(), "factor": factor}, "rgb12x16", expected, 1)
    add(f"pillow_{part.lower()}_1", "enhance", {"part": part.lower(), "factor": 1}, "rgb12x16", rgb12x16, 0)
matched = match_histograms(arrays["smooth16"], arrays["other16"], channel_axis=-1)
add("histogram_match", "histogram_match", {"amount": 1}, "smooth16", matched.round().astype(np.uint8), 1, other="other16")
# albumentations 2.0.8 turns every picture black here: it clips shares of white to bytes. These are its formulas.
own, wanted = (arrays[name].reshape(-1, 3).astype(np.float64) for name in ("smooth16", "other16"))


def axes(pixels):
    """Principal axes as columns, the longest first, each towards white."""
    vectors = np.linalg.eigh(np.cov(pixels, rowvar=False))[1][:, ::-1]
    return vectors * np.sign(vectors.sum(0))


spreads = {
    "standard": (own - own.mean(0)) / own.std(0) * wanted.std(0) + wanted.mean(0),
    "minMax": (own - own.min(0)) / np.ptp(own, 0) * np.ptp(wanted, 0) + wanted.min(0),
    "pca": (own - own.mean(0)) @ axes(own) @ axes(wanted).T + wanted.mean(0),
}
for by, expected in spreads.items():
    expected = np.clip(expected, 0, 255).round().astype(np.uint8)
    add(f"pixel_distribution_{by}", "pixel_distribution", {"by": by}, "smooth16", expected, 1, other="other16")
mean, std = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]
add("normalize_standard", "normalize", {"rule": "standard"}, "rgb8", (rgb8 / 255 - mean) / std, 2e-4)
flat = rgb8.astype(np.float64)
for rule, axis in (("image", None), ("imagePerChannel", (0, 1))):
    expected = (flat - flat.mean(axis)) / (flat.std(axis) + 1e-4)
    add(f"normalize_{rule}", "normalize", {"rule": rule}, "rgb8", expected, 1e-3)
for rule, axis in (("minMax", None), ("minMaxPerChannel", (0, 1))):
    expected = (flat - flat.min(axis)) / (flat.max(axis) - flat.min(axis) + 1e-4)
    add(f"normalize_{rule}", "normalize", {"rule": rule}, "rgb8", expected, 2e-4)
stains = np.array([[0.644211, 0.716556, 0.266844], [0.092789, 0.954111, 0.283111]])
# Colours that the two stains make, so that nothing of them is lost on the way.
amounts = random.uniform(0.1, 1.2, (8, 8, 2))
arrays["tissue8"] = np.round(255 * np.exp(-amounts @ stains)).astype(np.uint8)
scale, shift = np.array([1.2, 0.8]), np.array([0.1, -0.05])
expected = F.apply_he_stain_augmentation(arrays["tissue8"], stains, scale, shift, True)
add("stain", "stain", {"stains": "ruifrok", "scale": scale.tolist(), "shift": shift.tolist()}, "tissue8", expected, 2)

golden = {
    "made_by": "colour.py: albumentations 2.0.8, OpenCV " + cv2.__version__ + ", Pillow, scikit-image, numpy formulas",
    "inputs": {name: {"shape": list(a.shape), "data": a.ravel().tolist()} for name, a in arrays.items()},
    "cases": cases,
}
(here / "colour.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")
