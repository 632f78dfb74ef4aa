"""Times albumentations and OpenCV: a JSON request a line on standard input, a JSON answer a line on standard output."""

import inspect
import itertools
import json
import os
import platform
import sys
import time
import warnings
from collections.abc import Callable

os.environ["NO_ALBUMENTATIONS_UPDATE"] = "1"

import albumentations
import cv2
import numpy as np

cv2.setNumThreads(1)
cv2.ocl.setUseOpenCL(False)

OTHER_IMAGE = "$other"
JPEG_90 = [cv2.IMWRITE_JPEG_QUALITY, 90]
WRITTEN = itertools.count()
Work = Callable[[np.ndarray], np.ndarray]


def warp_affine(angle: float, scale: float) -> Work:
    matrix = cv2.getRotationMatrix2D((255.5, 255.5), angle, scale)
    return lambda image: cv2.warpAffine(image, matrix, (512, 512), flags=cv2.INTER_LINEAR)


def warp_perspective(inset: float) -> Work:
    low, high = 511 * inset, 511 * (1 - inset)
    corners = np.float32([[low, low / 2], [high, low], [high, high], [low / 2, high]])
    matrix = cv2.getPerspectiveTransform(corners, np.float32([[0, 0], [511, 0], [511, 511], [0, 511]]))
    return lambda image: cv2.warpPerspective(image, matrix, (512, 512), flags=cv2.INTER_LINEAR)


OPENCV = {"warpAffine": warp_affine, "warpPerspective": warp_perspective}


def filled(value: object, other: np.ndarray) -> object:
    """Put the second image where it is asked for; lists become the tuples that albumentations expects."""
    if isinstance(value, str) and value == OTHER_IMAGE:
        return other
    if isinstance(value, dict):
        return {name: filled(item, other) for name, item in value.items()}
    if isinstance(value, list):
        items = [filled(item, other) for item in value]
        return items if any(isinstance(item, (dict, np.ndarray)) for item in items) else tuple(items)
    return value


def made(call: dict, other: np.ndarray) -> albumentations.BasicTransform:
    return getattr(albumentations, call["name"])(**{"p": 1, **filled(call["options"], other)})


def work_of(case: dict, other: np.ndarray, seed: int) -> Work:
    calls = case["theirs"]
    if case["library"] == "opencv":
        return OPENCV[calls[0]["name"]](**calls[0]["options"])
    steps = [made(call, other) for call in calls]
    transform = steps[0] if len(steps) == 1 else albumentations.Compose(steps)
    transform.set_random_seed(seed)
    data = filled(case["data"], other)
    return lambda image: transform(image=image, **data)["image"]


def read(path: str, kind: str) -> np.ndarray:
    if kind == "grey":
        return cv2.imread(path, cv2.IMREAD_GRAYSCALE)
    image = cv2.cvtColor(cv2.imread(path), cv2.COLOR_BGR2RGB)
    return image.astype(np.float32) / 255 if kind == "float" else image


def differs(after: np.ndarray, before: np.ndarray) -> bool:
    return after.dtype != before.dtype or after.shape != before.shape or not np.array_equal(after, before)


def in_memory(work: Work, before: np.ndarray) -> tuple[float, bool]:
    start = time.perf_counter()
    after = work(before)
    return time.perf_counter() - start, differs(after, before)


def through_files(work: Work, source: str, folder: str) -> tuple[float, bool]:
    target = os.path.join(folder, f"peer-{next(WRITTEN)}.jpg")
    start = time.perf_counter()
    before = cv2.imread(source)
    after = work(before)
    cv2.imwrite(target, after, JPEG_90)
    return time.perf_counter() - start, differs(after, cv2.imread(source))


def answer(request: dict) -> dict:
    case, path = request["case"], request["image"]
    image = read(path, case["input"])
    work = work_of(case, read(request["other"], "colour"), request["seed"])
    times = []
    end = time.perf_counter() + request["warm"] / 1000
    while time.perf_counter() < end:
        through_files(work, path, request["target"]) if "target" in request else in_memory(work, image)
    # A draw may be the identity, as that of a random flip: it is no time, and is drawn again.
    for _ in range(request["repeat"] * 4):
        took, changed = through_files(work, path, request["target"]) if "target" in request else in_memory(work, image)
        if changed:
            times.append(took * 1000)
        if len(times) == request["repeat"]:
            break
    return {"ms": sum(times) / len(times) if times else 0, "changed": len(times)}


def names() -> list[str]:
    base = albumentations.BasicTransform
    bases = {base, albumentations.ImageOnlyTransform, albumentations.DualTransform, albumentations.Transform3D}
    found = {name: getattr(albumentations, name) for name in dir(albumentations)}
    return [name for name, item in found.items() if inspect.isclass(item) and issubclass(item, base) and item not in bases]


def main() -> None:
    # An argument that albumentations does not know is a warning there; here it would time something else.
    warnings.filterwarnings("error", message=".*not valid for transform.*")
    warnings.filterwarnings("ignore", message=".*(special case|specialized|very slow).*")
    versions = {"albumentations": albumentations.__version__, "OpenCV": cv2.__version__, "NumPy": np.__version__}
    print(json.dumps({"names": names(), "versions": {"Python": platform.python_version(), **versions}}), flush=True)
    for line in sys.stdin:
        try:
            reply = answer(json.loads(line))
        except Exception as error:
            reply = {"error": f"{type(error).__name__}: {error}".split("\n")[0]}
        print(json.dumps(reply), flush=True)


main()
